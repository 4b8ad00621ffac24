-- CreateTable
CREATE TABLE "recording" (
    "file_id" TEXT NOT NULL PRIMARY KEY,
    "network_id" TEXT NOT NULL,
    "consultation" TEXT NOT NULL,
    "draft_id" TEXT NOT NULL,
    "axis" INTEGER NOT NULL,
    "question" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "seconds" INTEGER NOT NULL,
    "lang" TEXT NOT NULL,
    "received_at" TEXT NOT NULL,
    "transcribed_at" TEXT,
    "transcribed_by" TEXT,
    "service_at" TEXT,
    "attempts" INTEGER NOT NULL,
    "problem" TEXT NOT NULL,
    CONSTRAINT "recording_file_id_fkey" FOREIGN KEY ("file_id") REFERENCES "file" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateIndex
CREATE INDEX "recording_network_id_consultation_received_at_idx" ON "recording"("network_id", "consultation", "received_at");

-- CreateIndex
CREATE INDEX "recording_consultation_service_at_idx" ON "recording"("consultation", "service_at");

-- CreateIndex
CREATE INDEX "recording_draft_id_idx" ON "recording"("draft_id");
