-- CreateTable
CREATE TABLE "reviewed_document" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "network_id" TEXT NOT NULL,
    "consultation" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "axis" INTEGER NOT NULL,
    "number" INTEGER NOT NULL,
    "status" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "merged_into" TEXT,
    "updated_at" TEXT NOT NULL,
    CONSTRAINT "reviewed_document_network_id_fkey" FOREIGN KEY ("network_id") REFERENCES "network" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "reviewed_version" (
    "document_id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "at" TEXT NOT NULL,
    "made_by" TEXT NOT NULL,
    "act" TEXT NOT NULL,
    "body" TEXT NOT NULL,

    PRIMARY KEY ("document_id", "version"),
    CONSTRAINT "reviewed_version_document_id_fkey" FOREIGN KEY ("document_id") REFERENCES "reviewed_document" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "reviewed_source" (
    "document_id" TEXT NOT NULL,
    "reference" TEXT NOT NULL,

    PRIMARY KEY ("document_id", "reference"),
    CONSTRAINT "reviewed_source_document_id_fkey" FOREIGN KEY ("document_id") REFERENCES "reviewed_document" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateIndex
CREATE UNIQUE INDEX "reviewed_document_network_id_consultation_kind_axis_number_key" ON "reviewed_document"("network_id", "consultation", "kind", "axis", "number");

-- CreateIndex
CREATE INDEX "reviewed_source_reference_idx" ON "reviewed_source"("reference");
