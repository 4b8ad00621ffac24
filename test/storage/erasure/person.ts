/** One person who leaves a word of theirs wherever a person can, and those around them who handle these words. */
import type { InboundEvent, InboundFile } from '#messaging/index.ts';
import { oggVoice } from '../../support/recordings.ts';
import type { Stage } from '../../support/workshop/stage.ts';
import type { Place } from '../../support/workshop/platform.ts';
import type { Canaries } from './bytes.ts';

export const DIRECT: Place = { channel: null, thread: null };

export class Person {
  readonly account: string;
  readonly #stage: Stage;
  readonly #canaries: Canaries;
  readonly #name: string;

  constructor(stage: Stage, canaries: Canaries) {
    this.#stage = stage;
    this.#canaries = canaries;
    this.account = canaries.make('account');
    this.#name = canaries.make('name');
  }

  async says(
    place: Place,
    text: string,
    files: Extract<InboundEvent, { kind: 'message' }>['files'] = [],
  ): Promise<void> {
    const event = this.#stage.platform.says(this.account, place, text);
    const author = { ...event.author, displayName: this.#name };
    await this.#stage.hand({ ...event, author, files } as InboundEvent);
    await this.#stage.settle();
  }

  async sayAll(place: Place, ...texts: readonly string[]): Promise<void> {
    for (const text of texts) await this.says(place, text);
  }

  /** A contribution sent twice (two versions), with a file; and a draft. */
  async contributes(): Promise<void> {
    const { platform } = this.#stage;
    const c = (what: string): string => this.#canaries.make(what);
    await this.sayAll(DIRECT, 'contribuer 2', '1', '3', c('organisation'));
    await this.says(DIRECT, `Des permanences pour ${c('first version')} et pour les autres habitants`);
    await this.#stage.passTime(30);
    await this.sayAll(DIRECT, '3', c('actor'), '74', '1', '5', '1000', '3 mars 2020', 'mars 2020', '74');
    await this.says(DIRECT, `https://${c('address of a page')}.example.org/`);
    platform.uploads.set('upload', new TextEncoder().encode(`Un texte de ${c('file text')}\n`));
    const file = { source: 'upload', name: `${c('file name')}.txt`, mediaType: 'text/plain', bytes: 40 };
    await this.says(DIRECT, '', [file]);
    await this.sayAll(DIRECT, 'passer', c('short text'));
    // Two voice messages beside it: one to be transcribed, one that waits.
    await this.says(DIRECT, '', [this.#voice('first voice', 'heard')]);
    await this.says(DIRECT, '', [this.#voice('second voice', c('voice'))]);
    await this.sayAll(DIRECT, 'envoyer', '1');
  }

  #voice(source: string, sound: string): InboundFile {
    const bytes = oggVoice({ sound });
    this.#stage.platform.uploads.set(source, bytes);
    return { source, name: 'voice.ogg', mediaType: 'audio/ogg', bytes: bytes.length, audio: { seconds: 42 } };
  }

  /** The same contribution, corrected; then a theme that stays a draft. */
  async corrects(): Promise<void> {
    const c = (what: string): string => this.#canaries.make(what);
    await this.sayAll(DIRECT, 'mes contributions', '1', '1', 'modifier 1');
    await this.says(DIRECT, `Des permanences pour ${c('second version')} et pour les autres habitants du canton`);
    await this.#stage.passTime(30);
    await this.sayAll(DIRECT, 'envoyer', '1');
    await this.sayAll(DIRECT, 'contribuer 1', `autre ${c('choice in words')}`);
    await this.says(DIRECT, `Il faudrait ${c('draft')} dans chaque village de la vallée`);
    await this.#stage.passTime(30);
  }

  /** Asks to be one person with the account of somebody else, who was not answered yet. */
  async asksToBe(code: string): Promise<void> {
    await this.sayAll(DIRECT, `lier ${code}`, 'oui');
  }

  /** In a workshop: an idea that the group takes up, one that it does not, a name, an organisation, an objection. */
  async joins(thread: Place): Promise<void> {
    const c = (what: string): string => this.#canaries.make(what);
    await this.says(thread, 'je participe');
    await this.says(thread, `mon nom : ${c('name in the workshop')}`);
    await this.says(thread, `au nom de : ${c('organisation in the workshop')}`);
  }

  async givesIdeas(thread: Place): Promise<void> {
    const c = (what: string): string => this.#canaries.make(what);
    await this.says(thread, `Ouvrir ${c('idea')} le samedi matin`);
    await this.says(thread, `Prêter ${c('other idea')} aux familles`);
  }

  async hasDoubts(thread: Place): Promise<void> {
    await this.says(thread, `réserve 3 : il manque ${this.#canaries.make('reservation')}`);
  }

  async objects(thread: Place): Promise<void> {
    await this.says(thread, `objection : ${this.#canaries.make('objection')} n'y est pas`);
  }

  async renames(thread: Place): Promise<void> {
    await this.says(thread, `mon nom : ${this.#canaries.make('last name in the workshop')}`);
  }

  /** The copy of their data, as they get it. */
  async copy(): Promise<string> {
    await this.sayAll(DIRECT, 'mes données', '1');
    return this.#stage.platform.files.findLast(({ name }) => name === 'mes-donnees.json')?.text ?? '';
  }

  async erases(): Promise<void> {
    await this.sayAll(DIRECT, 'effacer mes données', 'oui');
  }
}
