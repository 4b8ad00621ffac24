-- CreateTable
CREATE TABLE "model_answer" (
    "id" TEXT COLLATE "C" NOT NULL,
    "value" TEXT COLLATE "C" NOT NULL,
    "kept_at" TEXT COLLATE "C" NOT NULL,

    CONSTRAINT "model_answer_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "model_answer_source" (
    "answer_id" TEXT COLLATE "C" NOT NULL,
    "reference" TEXT COLLATE "C" NOT NULL,

    CONSTRAINT "model_answer_source_pkey" PRIMARY KEY ("answer_id","reference")
);

-- CreateIndex
CREATE INDEX "model_answer_source_reference_idx" ON "model_answer_source"("reference");

-- CreateIndex
CREATE INDEX "contribution_reference_idx" ON "contribution"("reference");

-- AddForeignKey
ALTER TABLE "model_answer_source" ADD CONSTRAINT "model_answer_source_answer_id_fkey" FOREIGN KEY ("answer_id") REFERENCES "model_answer"("id") ON DELETE CASCADE ON UPDATE CASCADE;
