-- CreateTable
CREATE TABLE "staff_role" (
    "network_id" TEXT NOT NULL,
    "platform" TEXT NOT NULL,
    "workspace" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "granted_at" TEXT NOT NULL,
    "granted_by" TEXT NOT NULL,

    PRIMARY KEY ("network_id", "platform", "workspace", "user_id"),
    CONSTRAINT "staff_role_network_id_fkey" FOREIGN KEY ("network_id") REFERENCES "network" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "audit" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "network_id" TEXT NOT NULL,
    "at" TEXT NOT NULL,
    "who" TEXT NOT NULL,
    "display_name" TEXT NOT NULL,
    "act" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "place" TEXT NOT NULL,
    "outcome" TEXT NOT NULL
);

-- CreateIndex
CREATE INDEX "audit_network_id_at_id_idx" ON "audit"("network_id", "at", "id");

-- CreateIndex
CREATE INDEX "audit_at_id_idx" ON "audit"("at", "id");

-- The log is only ever added to. (One line a trigger: our runner cuts at the end of lines.)
CREATE TRIGGER "audit_no_update" BEFORE UPDATE ON "audit" BEGIN SELECT RAISE(ABORT, 'the audit log is only ever added to'); END;
CREATE TRIGGER "audit_no_delete" BEFORE DELETE ON "audit" BEGIN SELECT RAISE(ABORT, 'the audit log is only ever added to'); END;
