/**
 * The account signs its device: without it people see a warning beside each message, and clients that exclude what is not signed
 * neither read the bot nor write to it.
 */
import { z } from 'zod';
import { path } from '../api.ts';
import type { Link } from '../link.ts';
import { MatrixProblem } from '../problem.ts';
import { type OlmMachine, RequestType, UserId } from './machine.ts';
import { type MachineRequest, sendFor } from './requests.ts';

const OwnKeys = z.object({ master_keys: z.record(z.string(), z.unknown()).catch({}) });

/**
 * Makes the account's keys and signs the device, once. `elsewhere`: another device made them, and only its recovery key gives them.
 * Rejects with a `MatrixProblem` where the server asks for a password that is not there.
 */
export async function bootstrap(
  link: Pick<Link, 'api' | 'botId'>,
  machine: OlmMachine,
  password: string | null,
): Promise<'already' | 'done' | 'elsewhere'> {
  const status = await machine.crossSigningStatus();
  if (status.hasMaster && status.hasSelfSigning && status.hasUserSigning && (await isSigned(link, machine)))
    return 'already';
  const isKnown = await hasKeys(link);
  if (!status.hasMaster && isKnown) return 'elsewhere';
  const requests = await machine.bootstrapCrossSigning(false);
  const uploadKeysRequest = requests.uploadKeysRequest as MachineRequest | null | undefined;
  const { uploadSigningKeysRequest, uploadSignaturesRequest } = requests;
  if (uploadKeysRequest !== undefined && uploadKeysRequest !== null) await send(link, machine, uploadKeysRequest);
  // Keys that the server holds are sent no second time: it would ask for the password, to sign what they sign already.
  if (!isKnown) await uploadKeys(link, JSON.parse(uploadSigningKeysRequest.body) as object, password);
  await send(link, machine, { ...requestOf(uploadSignaturesRequest), type: RequestType.SignatureUpload });
  await learnOwn(link, machine);
  return 'done';
}

/** The machine asks the server for the account's own keys, so that it knows that it is signed. */
export async function learnOwn({ api, botId }: Pick<Link, 'api' | 'botId'>, machine: OlmMachine): Promise<void> {
  const query = machine.queryKeysForUsers([new UserId(botId)]);
  await machine.markRequestAsSent(query.id, query.type, await sendFor(api, query));
}

/** Whether the account's keys signed this very device. */
export async function isSigned({ botId }: Pick<Link, 'botId'>, machine: OlmMachine): Promise<boolean> {
  const device = await machine.getDevice(new UserId(botId), machine.deviceId, 0);
  return device?.isCrossSignedByOwner() === true;
}

async function hasKeys({ api, botId }: Pick<Link, 'api' | 'botId'>): Promise<boolean> {
  const body = { device_keys: { [botId]: [] } };
  const answer = await api.request({ method: 'POST', path: path('client/v3/keys/query'), body });
  return OwnKeys.parse(answer).master_keys[botId] !== undefined;
}

/** Servers may ask for the password, and tell so with a session to give it in. */
async function uploadKeys(
  { api, botId }: Pick<Link, 'api' | 'botId'>,
  keys: object,
  password: string | null,
): Promise<void> {
  const where = path('client/v3/keys/device_signing/upload');
  try {
    await api.request({ method: 'POST', path: where, body: keys });
  } catch (error) {
    if (!(error instanceof MatrixProblem) || error.authSession === null || password === null) throw error;
    const identifier = { type: 'm.id.user', user: botId };
    const auth = { type: 'm.login.password', identifier, password, session: error.authSession };
    await api.request({ method: 'POST', path: where, body: { ...keys, auth } });
  }
}

async function send({ api }: Pick<Link, 'api'>, machine: OlmMachine, request: MachineRequest): Promise<void> {
  const answer = await sendFor(api, request);
  if (request.id !== undefined && request.id !== '') await machine.markRequestAsSent(request.id, request.type, answer);
}

/** Its properties are of its prototype: spreading it would lose them. */
function requestOf({
  id,
  body,
}: {
  readonly id?: string | undefined;
  readonly body: string;
}): Omit<MachineRequest, 'type'> {
  return { id, body };
}
