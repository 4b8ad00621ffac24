/** `npm start`: serves the platforms that are configured, or talks in the terminal while there is none. */
import { chat } from './chat.ts';
import { readOptions } from './command.ts';
import type { Command } from './command.ts';
import { createHybridClock } from './hybrid-clock.ts';
import { firstStaff, loadConsultation, withStores } from './setting.ts';
import { listenForStop } from './signals.ts';

const NOTHING_TO_DO = `Aucune plateforme n'est configurée, et l'entrée n'est pas un terminal : il n'y a personne à qui parler.

  Pour converser ici : lancez la commande dans un terminal, ou « tdt chat --jsonl » pour des lignes JSON.
  Pour une plateforme : donnez-en les variables d'environnement (README, « Slack, Matrix et Discord »).
`;

export const start: Command = {
  name: 'start',
  summary: 'sert les plateformes configurées ; sinon, converse ici',
  usage: [
    'tdt start',
    '',
    "C'est ce que fait « npm start ». Sans plateforme ni terminal, dit quoi configurer et sort avec le code 2.",
  ],
  run: async (args, world) => {
    readOptions(args, {});
    const configuration = world.configuration();
    const adapters = await world.platforms(configuration);
    if (adapters.length === 0) {
      if (world.stdin.isTTY === true) return chat.run([], world);
      world.stderr.write(NOTHING_TO_DO);
      return 2;
    }
    const consultation = await loadConsultation(world, configuration);
    return withStores(world, configuration, async stores => {
      const clock = createHybridClock();
      const { log, entropy } = world;
      const { monitor: at = null } = configuration;
      const monitor = at === null ? null : (world.createMonitor?.() ?? null);
      const application = world.createApplication({
        consultation,
        stores: monitor?.measured(stores) ?? stores,
        adapters,
        clock,
        log,
        entropy,
        firstStaff: firstStaff(configuration),
        model: await world.synthesisModel(stores.modelAnswers),
        followUps: await world.followUpModel(),
        drafts: await world.draftModel(),
        transcriber: await world.transcriber(),
      });
      const stopping = listenForStop();
      try {
        if (monitor !== null && at !== null) await monitor.listen(stores, at);
        await application.start();
        monitor?.setReady(true);
        world.log('info', 'started', { platforms: adapters.map(adapter => adapter.platform).join(',') });
        await new Promise<void>(resolve => {
          if (stopping.signal.aborted) resolve();
          else stopping.signal.addEventListener('abort', () => resolve(), { once: true });
        });
      } finally {
        // Whoever balances the load sends nothing more, while the turn in hand is finished.
        monitor?.setReady(false);
        await application.stop();
        await monitor?.close();
        stopping.dispose();
      }
      return 0;
    });
  },
};
