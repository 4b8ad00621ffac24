-- AlterTable
ALTER TABLE "tombstone" ADD COLUMN     "merged_into" TEXT COLLATE "C";

-- CreateTable
CREATE TABLE "erased_contribution" (
    "network_id" TEXT COLLATE "C" NOT NULL,
    "consultation" TEXT COLLATE "C" NOT NULL,
    "reference" TEXT COLLATE "C" NOT NULL,
    "at" TEXT COLLATE "C" NOT NULL,

    CONSTRAINT "erased_contribution_pkey" PRIMARY KEY ("network_id","consultation","reference")
);

-- CreateTable
CREATE TABLE "lease" (
    "name" TEXT COLLATE "C" NOT NULL,
    "owner" TEXT COLLATE "C" NOT NULL,
    "expires_at" TEXT COLLATE "C" NOT NULL,

    CONSTRAINT "lease_pkey" PRIMARY KEY ("name")
);

-- CreateTable
CREATE TABLE "moderation_case" (
    "contribution_id" TEXT COLLATE "C" NOT NULL,
    "version" INTEGER NOT NULL,
    "network_id" TEXT COLLATE "C" NOT NULL,
    "consultation" TEXT COLLATE "C" NOT NULL,
    "participant_id" TEXT COLLATE "C" NOT NULL,
    "axis" INTEGER NOT NULL,
    "reference" TEXT COLLATE "C" NOT NULL,
    "status" TEXT COLLATE "C" NOT NULL,
    "flags" TEXT COLLATE "C" NOT NULL,
    "fingerprint" TEXT COLLATE "C" NOT NULL,
    "opened_at" TEXT COLLATE "C" NOT NULL,
    "due_at" TEXT COLLATE "C" NOT NULL,
    "ground" TEXT COLLATE "C",
    "decided_by" TEXT COLLATE "C",
    "decided_at" TEXT COLLATE "C",
    "appeal" TEXT COLLATE "C" NOT NULL,
    "appealed_by" TEXT COLLATE "C",
    "appealed_at" TEXT COLLATE "C",

    CONSTRAINT "moderation_case_pkey" PRIMARY KEY ("contribution_id","version")
);

-- CreateTable
CREATE TABLE "moderation_report" (
    "contribution_id" TEXT COLLATE "C" NOT NULL,
    "participant_id" TEXT COLLATE "C" NOT NULL,
    "at" TEXT COLLATE "C" NOT NULL,

    CONSTRAINT "moderation_report_pkey" PRIMARY KEY ("contribution_id","participant_id")
);

-- CreateTable
CREATE TABLE "danger_alert" (
    "id" TEXT COLLATE "C" NOT NULL,
    "network_id" TEXT COLLATE "C" NOT NULL,
    "participant_id" TEXT COLLATE "C" NOT NULL,
    "at" TEXT COLLATE "C" NOT NULL,
    "told_at" TEXT COLLATE "C",
    "acknowledged_by" TEXT COLLATE "C",
    "acknowledged_at" TEXT COLLATE "C",

    CONSTRAINT "danger_alert_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "carried_out" (
    "name" TEXT COLLATE "C" NOT NULL,
    "at" TEXT COLLATE "C" NOT NULL,
    "figures" TEXT COLLATE "C" NOT NULL,

    CONSTRAINT "carried_out_pkey" PRIMARY KEY ("name")
);

-- CreateIndex
CREATE INDEX "moderation_case_network_id_consultation_status_opened_at_idx" ON "moderation_case"("network_id", "consultation", "status", "opened_at");

-- CreateIndex
CREATE INDEX "moderation_case_network_id_consultation_fingerprint_idx" ON "moderation_case"("network_id", "consultation", "fingerprint");

-- CreateIndex
CREATE INDEX "moderation_case_participant_id_idx" ON "moderation_case"("participant_id");

-- CreateIndex
CREATE INDEX "moderation_report_participant_id_idx" ON "moderation_report"("participant_id");

-- CreateIndex
CREATE INDEX "danger_alert_network_id_acknowledged_at_at_idx" ON "danger_alert"("network_id", "acknowledged_at", "at");

-- CreateIndex
CREATE INDEX "danger_alert_told_at_at_idx" ON "danger_alert"("told_at", "at");

-- CreateIndex
CREATE INDEX "danger_alert_participant_id_idx" ON "danger_alert"("participant_id");
