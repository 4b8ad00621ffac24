/** `tdt doctor`: whether what is configured can work, and what to mend. Sends nothing to anybody. */
import { keepingFindings } from './doctor-keeping.ts';
import { readOptions } from './command.ts';
import type { Command } from './command.ts';
import { loadConsultation, withStores } from './setting.ts';
import type { PlatformFinding } from './world.ts';

export const doctor: Command = {
  name: 'doctor',
  summary: 'vérifie la base, la consultation et les plateformes, et dit quoi corriger',
  usage: [
    'tdt doctor',
    '',
    'Vérifie la base de données, la consultation, et pour chaque plateforme configurée : jeton, droits, accès, horloge.',
    "Rien n'est envoyé à personne. Code 0 si tout va, 1 sinon.",
  ],
  run: async (args, world) => {
    readOptions(args, {});
    const configuration = world.configuration();
    let platforms: readonly PlatformFinding[] | null = null;
    const database = await look('Base de données', () =>
      withStores(world, configuration, async stores => {
        await stores.networks.list();
        platforms = await world.examinePlatforms(stores.installations);
      }),
    );
    const findings: readonly PlatformFinding[] = [
      database,
      await look('Consultation', async () => void (await loadConsultation(world, configuration))),
      ...(await keepingFindings(configuration, new Date().toISOString())),
      ...(platforms ?? (await world.examinePlatforms(null))),
    ];
    for (const { ok, said } of findings) world.stdout.write(`${ok ? 'bien       ' : 'à corriger '} ${said}\n`);
    return findings.every(({ ok }) => ok) ? 0 : 1;
  },
};

/** Errors meant for people say what to do; `withStores` and `loadConsultation` only give such ones. */
async function look(what: string, at: () => Promise<void>): Promise<PlatformFinding> {
  try {
    await at();
    return { ok: true, said: `${what} : en état.` };
  } catch (error) {
    return { ok: false, said: `${what} : ${error instanceof Error ? error.message : 'erreur inattendue'}` };
  }
}
