-- CreateTable
CREATE TABLE "installation" (
    "platform" TEXT COLLATE "C" NOT NULL,
    "workspace" TEXT COLLATE "C" NOT NULL,
    "organisation" TEXT COLLATE "C",
    "name" TEXT COLLATE "C" NOT NULL,
    "secret" TEXT COLLATE "C",
    "installed_at" TEXT COLLATE "C" NOT NULL,
    "removed_at" TEXT COLLATE "C",

    CONSTRAINT "installation_pkey" PRIMARY KEY ("platform","workspace")
);
