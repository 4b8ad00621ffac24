-- CreateTable
CREATE TABLE "installation" (
    "platform" TEXT NOT NULL,
    "workspace" TEXT NOT NULL,
    "organisation" TEXT,
    "name" TEXT NOT NULL,
    "secret" TEXT,
    "installed_at" TEXT NOT NULL,
    "removed_at" TEXT,

    PRIMARY KEY ("platform", "workspace")
);
