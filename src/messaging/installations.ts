/** Where a platform lets one instance into many workspaces: each gives secrets of its own, kept sealed. */

export interface Installation {
  /** As events name it: a workspace, or a whole organisation that let us in at once. */
  readonly workspace: string;
  /** The organisation above the workspace (Slack's Enterprise Grid), where there is one. */
  readonly organisation: string | null;
  /** The workspace's name, for the operator. */
  readonly name: string;
  /** What the adapter needs to speak there, in a form of its own: sealed where it is kept, never logged. */
  readonly secret: string;
  /** ISO UTC. */
  readonly installedAt: string;
}

export interface InstallationStore {
  /** Keeps it; a new installation of the same workspace takes the place of the old one. Rejects where no key is set. */
  readonly save: (platform: string, installation: Installation) => Promise<void>;
  /** null where the workspace never let us in, or took it back. Rejects where its secret can't be opened. */
  readonly find: (platform: string, workspace: string) => Promise<Installation | null>;
  /** All that stand, by name. */
  readonly list: (platform: string) => Promise<readonly Omit<Installation, 'secret'>[]>;
  /** Forgets the secret of what was installed before `at` (ISO UTC); whether there was one. */
  readonly remove: (platform: string, workspace: string, at: string) => Promise<boolean>;
}
