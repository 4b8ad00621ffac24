-- CreateTable
CREATE TABLE "reviewed_document" (
    "id" TEXT COLLATE "C" NOT NULL,
    "network_id" TEXT COLLATE "C" NOT NULL,
    "consultation" TEXT COLLATE "C" NOT NULL,
    "kind" TEXT COLLATE "C" NOT NULL,
    "axis" INTEGER NOT NULL,
    "number" INTEGER NOT NULL,
    "status" TEXT COLLATE "C" NOT NULL,
    "version" INTEGER NOT NULL,
    "merged_into" TEXT COLLATE "C",
    "updated_at" TEXT COLLATE "C" NOT NULL,

    CONSTRAINT "reviewed_document_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "reviewed_version" (
    "document_id" TEXT COLLATE "C" NOT NULL,
    "version" INTEGER NOT NULL,
    "at" TEXT COLLATE "C" NOT NULL,
    "made_by" TEXT COLLATE "C" NOT NULL,
    "act" TEXT COLLATE "C" NOT NULL,
    "body" TEXT COLLATE "C" NOT NULL,

    CONSTRAINT "reviewed_version_pkey" PRIMARY KEY ("document_id","version")
);

-- CreateTable
CREATE TABLE "reviewed_source" (
    "document_id" TEXT COLLATE "C" NOT NULL,
    "reference" TEXT COLLATE "C" NOT NULL,

    CONSTRAINT "reviewed_source_pkey" PRIMARY KEY ("document_id","reference")
);

-- CreateIndex
CREATE UNIQUE INDEX "reviewed_document_network_id_consultation_kind_axis_number_key" ON "reviewed_document"("network_id", "consultation", "kind", "axis", "number");

-- CreateIndex
CREATE INDEX "reviewed_source_reference_idx" ON "reviewed_source"("reference");

-- AddForeignKey
ALTER TABLE "reviewed_document" ADD CONSTRAINT "reviewed_document_network_id_fkey" FOREIGN KEY ("network_id") REFERENCES "network"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reviewed_version" ADD CONSTRAINT "reviewed_version_document_id_fkey" FOREIGN KEY ("document_id") REFERENCES "reviewed_document"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reviewed_source" ADD CONSTRAINT "reviewed_source_document_id_fkey" FOREIGN KEY ("document_id") REFERENCES "reviewed_document"("id") ON DELETE CASCADE ON UPDATE CASCADE;
