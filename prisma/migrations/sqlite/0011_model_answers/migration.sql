-- CreateTable
CREATE TABLE "model_answer" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "value" TEXT NOT NULL,
    "kept_at" TEXT NOT NULL
);

-- CreateTable
CREATE TABLE "model_answer_source" (
    "answer_id" TEXT NOT NULL,
    "reference" TEXT NOT NULL,

    PRIMARY KEY ("answer_id", "reference"),
    CONSTRAINT "model_answer_source_answer_id_fkey" FOREIGN KEY ("answer_id") REFERENCES "model_answer" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateIndex
CREATE INDEX "model_answer_source_reference_idx" ON "model_answer_source"("reference");

-- CreateIndex
CREATE INDEX "contribution_reference_idx" ON "contribution"("reference");
