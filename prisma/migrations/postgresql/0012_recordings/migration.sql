-- CreateTable
CREATE TABLE "recording" (
    "file_id" TEXT COLLATE "C" NOT NULL,
    "network_id" TEXT COLLATE "C" NOT NULL,
    "consultation" TEXT COLLATE "C" NOT NULL,
    "draft_id" TEXT COLLATE "C" NOT NULL,
    "axis" INTEGER NOT NULL,
    "question" TEXT COLLATE "C" NOT NULL,
    "number" INTEGER NOT NULL,
    "seconds" INTEGER NOT NULL,
    "lang" TEXT COLLATE "C" NOT NULL,
    "received_at" TEXT COLLATE "C" NOT NULL,
    "transcribed_at" TEXT COLLATE "C",
    "transcribed_by" TEXT COLLATE "C",
    "service_at" TEXT COLLATE "C",
    "attempts" INTEGER NOT NULL,
    "problem" TEXT COLLATE "C" NOT NULL,

    CONSTRAINT "recording_pkey" PRIMARY KEY ("file_id")
);

-- CreateIndex
CREATE INDEX "recording_network_id_consultation_received_at_idx" ON "recording"("network_id", "consultation", "received_at");

-- CreateIndex
CREATE INDEX "recording_consultation_service_at_idx" ON "recording"("consultation", "service_at");

-- CreateIndex
CREATE INDEX "recording_draft_id_idx" ON "recording"("draft_id");

-- AddForeignKey
ALTER TABLE "recording" ADD CONSTRAINT "recording_file_id_fkey" FOREIGN KEY ("file_id") REFERENCES "file"("id") ON DELETE CASCADE ON UPDATE CASCADE;
