import { describe, expect, test } from 'vitest';
import { problemsOf, problemsOfBlocks, problemsOfView } from './contract.ts';

const plain = (length: number) => ({ type: 'plain_text', text: 'x'.repeat(length) });
const section = (length: number) => ({ type: 'section', text: plain(length) });
const button = (length: number, id = 'a') => ({ type: 'button', action_id: id, text: plain(length) });
const actions = (count: number) => ({
  type: 'actions',
  elements: Array.from({ length: count }, (_, i) => button(1, `a${i}`)),
});
const boxes = (count: number) => ({
  type: 'actions',
  elements: [
    { type: 'checkboxes', options: Array.from({ length: count }, (_, i) => ({ text: plain(1), value: `${i}` })) },
  ],
});
const modal = (title: number, blocks: readonly unknown[]) => ({ type: 'modal', title: plain(title), blocks });

describe("the contract of Slack's blocks", { timeout: 60_000 }, () => {
  test.each([
    ['50 blocks', Array.from({ length: 50 }, () => section(1))],
    ['a section of 3,000 characters', [section(3_000)]],
    ['a header of 150', [{ type: 'header', text: plain(150) }]],
    ['a button of 75', [{ type: 'actions', elements: [button(75)] }]],
    ['25 actions', [actions(25)]],
    ['10 boxes', [boxes(10)]],
    ['a block_id of 255', [{ ...section(1), block_id: 'i'.repeat(255) }]],
  ])('takes %s', (_name, blocks) => {
    expect(problemsOfBlocks(blocks)).toEqual([]);
  });

  test.each([
    ['51 blocks', Array.from({ length: 51 }, () => section(1))],
    ['a section of 3,001 characters', [section(3_001)]],
    ['an empty section', [section(0)]],
    ['a header of 151', [{ type: 'header', text: plain(151) }]],
    ['a button of 76', [{ type: 'actions', elements: [button(76)] }]],
    ['26 actions', [actions(26)]],
    ['11 boxes', [boxes(11)]],
    ['a block_id of 256', [{ ...section(1), block_id: 'i'.repeat(256) }]],
    ['a misspelt key', [{ ...section(1), blockId: 'x' }]],
    ['an unknown block', [{ type: 'sektion', text: plain(1) }]],
    [
      'one block_id twice',
      [
        { ...section(1), block_id: 'i' },
        { ...section(1), block_id: 'i' },
      ],
    ],
    ['one action_id twice', [{ type: 'actions', elements: [button(1), button(1)] }]],
  ])('refuses %s', (_name, blocks) => {
    expect(problemsOfBlocks(blocks)).not.toEqual([]);
  });

  test('views: a title of 24 characters, 100 blocks', () => {
    expect(
      problemsOfView(
        modal(
          24,
          Array.from({ length: 100 }, () => section(1)),
        ),
      ),
    ).toEqual([]);
    expect(problemsOfView(modal(25, [section(1)]))).not.toEqual([]);
    expect(
      problemsOfView(
        modal(
          1,
          Array.from({ length: 101 }, () => section(1)),
        ),
      ),
    ).not.toEqual([]);
  });

  test('calls: an argument that the method does not take', () => {
    expect(problemsOf({ method: 'chat.postMessage', args: { channel: 'D1', text: 'x' } })).toEqual([]);
    expect(problemsOf({ method: 'chat.postMessage', args: { channel: 'D1', text: 'x', blocs: [] } })).not.toEqual([]);
    expect(problemsOf({ method: 'chat.destroy', args: {} })).not.toEqual([]);
  });
});
