/** « aide équipe »: the commands that the author's role may use, with one line each. */
import { type Phrase, phrase } from '#conversation/phrases.ts';
import { lines, type StaffCommand } from './command.ts';
import { isAtLeast } from './roles.ts';

/** `all`: the registry, which holds this command too. */
export function createHelp(all: () => readonly StaffCommand[]): StaffCommand {
  return {
    name: 'help',
    words: ['aide equipe', 'equipe aide', 'help team', 'team help'],
    shown: { fr: 'aide équipe', en: 'help team' },
    takes: 'nothing',
    least: 'facilitator',
    help: phrase('staff.help.help'),
    run: call => {
      const english = call.lang === 'en';
      const rows = all()
        .filter(({ least }) => isAtLeast(call.role, least))
        .map(
          (command): Phrase =>
            phrase('staff.help.line', {
              words: english ? command.shown.en : command.shown.fr,
              help: { phrase: command.help },
            }),
        );
      return Promise.resolve({ say: [phrase('staff.help.list', { lines: lines(rows) })] });
    },
  };
}
