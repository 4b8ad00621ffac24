-- AlterTable
ALTER TABLE "tombstone" ADD COLUMN "merged_into" TEXT;

-- CreateTable
CREATE TABLE "erased_contribution" (
    "network_id" TEXT NOT NULL,
    "consultation" TEXT NOT NULL,
    "reference" TEXT NOT NULL,
    "at" TEXT NOT NULL,

    PRIMARY KEY ("network_id", "consultation", "reference")
);

-- CreateTable
CREATE TABLE "lease" (
    "name" TEXT NOT NULL PRIMARY KEY,
    "owner" TEXT NOT NULL,
    "expires_at" TEXT NOT NULL
);

-- CreateTable
CREATE TABLE "moderation_case" (
    "contribution_id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "network_id" TEXT NOT NULL,
    "consultation" TEXT NOT NULL,
    "participant_id" TEXT NOT NULL,
    "axis" INTEGER NOT NULL,
    "reference" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "flags" TEXT NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "opened_at" TEXT NOT NULL,
    "due_at" TEXT NOT NULL,
    "ground" TEXT,
    "decided_by" TEXT,
    "decided_at" TEXT,
    "appeal" TEXT NOT NULL,
    "appealed_by" TEXT,
    "appealed_at" TEXT,

    PRIMARY KEY ("contribution_id", "version")
);

-- CreateTable
CREATE TABLE "moderation_report" (
    "contribution_id" TEXT NOT NULL,
    "participant_id" TEXT NOT NULL,
    "at" TEXT NOT NULL,

    PRIMARY KEY ("contribution_id", "participant_id")
);

-- CreateTable
CREATE TABLE "danger_alert" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "network_id" TEXT NOT NULL,
    "participant_id" TEXT NOT NULL,
    "at" TEXT NOT NULL,
    "told_at" TEXT,
    "acknowledged_by" TEXT,
    "acknowledged_at" TEXT
);

-- CreateTable
CREATE TABLE "carried_out" (
    "name" TEXT NOT NULL PRIMARY KEY,
    "at" TEXT NOT NULL,
    "figures" TEXT NOT NULL
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
