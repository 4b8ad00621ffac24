/** `tdt doctor`: whether what is configured can work, and what to mend. Sends nothing to anybody. */
import { keepingFindings } from './doctor-keeping.ts';
import { readOptions } from './command.ts';
import type { Command } from './command.ts';
import { loadConsultation, withStores } from './setting.ts';
import type { CliWorld, PlatformFinding } from './world.ts';

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
      ...(await consultationFindings(world)),
      ...(await keepingFindings(configuration, new Date().toISOString())),
      ...(platforms ?? (await world.examinePlatforms(null))),
    ];
    for (const { ok, said } of findings) world.stdout.write(`${ok ? 'bien       ' : 'à corriger '} ${said}\n`);
    return findings.every(({ ok }) => ok) ? 0 : 1;
  },
};

/** Whether it can be read, and who transcribes the voice messages that it gets. */
async function consultationFindings(world: CliWorld): Promise<readonly PlatformFinding[]> {
  let allowed = false;
  const read = await look('Consultation', async () => {
    allowed = (await loadConsultation(world, world.configuration())).transcriptionByService;
  });
  const name = (await world.transcriber())?.name ?? null;
  if (!read.ok || (name === null && !allowed)) return [read];
  const said =
    name === null
      ? "la consultation permet un service (transcription_by_service), mais TRANSCRIPTION_BASE_URL n'est pas réglée : l'équipe transcrit"
      : allowed
        ? `par le service « ${name} », et par l'équipe`
        : `le service « ${name} » est réglé, mais la consultation ne le permet pas (transcription_by_service) : l'équipe transcrit`;
  return [read, { ok: true, said: `Messages vocaux : ${said}.` }];
}

/** Errors meant for people say what to do; `withStores` and `loadConsultation` only give such ones. */
async function look(what: string, at: () => Promise<void>): Promise<PlatformFinding> {
  try {
    await at();
    return { ok: true, said: `${what} : en état.` };
  } catch (error) {
    return { ok: false, said: `${what} : ${error instanceof Error ? error.message : 'erreur inattendue'}` };
  }
}
