import { expect, test } from 'vitest';
import type { Answer, Draft } from '#conversation/session.ts';
import { droppedFiles } from './dropped-files.ts';

function answer(...ids: string[]): Answer {
  const files = ids.map(fileId => ({ fileId, name: 'a.pdf', mediaType: 'application/pdf', bytes: 1 }));
  return { value: { kind: 'files', files }, parts: [], at: '' };
}

function draft(id: string, answers: Draft['answers'], version = 0): Draft {
  return { id, version, answers } as Draft;
}

test('a file that no answer holds any more is dropped', () => {
  const before = { d: draft('d', { q: answer('f1', 'f2') }), e: draft('e', { q: answer('f3') }) };
  expect(droppedFiles(before, before)).toEqual([]);
  expect(droppedFiles(before, { ...before, d: draft('d', { q: answer('f2') }) })).toEqual(['f1']);
  expect(droppedFiles(before, { e: before.e })).toEqual(['f1', 'f2']);
  expect(droppedFiles(before, { ...before, d: draft('d', { other: answer('f1', 'f2') }) })).toEqual([]);
});

test('what was sent once keeps its files: its versions name them', () => {
  const sent = { d: draft('d', { q: answer('f1') }, 1) };
  expect(droppedFiles(sent, { d: draft('d', {}, 1) })).toEqual([]);
});
