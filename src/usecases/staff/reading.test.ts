/** How staff write: commands at the head of a message, accounts, roles. */
import { describe, expect, it, test } from 'vitest';
import { fold } from '#text/index.ts';
import { printAccount, readAccount } from './account.ts';
import { readStaff } from './read-staff.ts';
import { STAFF_COMMANDS } from './registry.ts';
import { highest, isAtLeast, readRole, ROLES } from './roles.ts';

const read = (text: string) => {
  const found = readStaff(text, STAFF_COMMANDS);
  return found === null ? null : `${found.command.name}|${found.argument}|${found.called}|${found.whole}`;
};

describe('a staff command', () => {
  test.each([
    ['équipe lister', 'team.list||false|true'],
    ['  ÉQUIPE   Lister ', 'team.list||false|true'],
    ['equipe', 'team.list||false|false'],
    ['/équipe ajouter  @Ana  Modération', 'team.add|@Ana  Modération|true|true'],
    ['! journal 5', 'journal|5|true|true'],
    ['Team add slack:T1:U1 staff', 'team.add|slack:T1:U1 staff|false|true'],
    ['équipe ajouter\nslack:T1:U1', 'team.add|slack:T1:U1|false|true'],
  ])('« %s »', (text, expected) => {
    expect(read(text)).toBe(expected);
  });

  test.each(['', 'Notre équipe lister', "l'équipe est fermée", 'équipes', 'équipe de quartier', 'bonjour', '?'])(
    '« %s » is none',
    text => {
      expect(read(text)).toBeNull();
    },
  );

  it('has names and words of its own, and is shown as it is understood', () => {
    const names = STAFF_COMMANDS.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    const words = STAFF_COMMANDS.flatMap(command => command.words);
    expect(new Set(words).size).toBe(words.length);
    expect(words.filter(word => word !== fold(word))).toEqual([]);
    for (const { name, shown, takes } of STAFF_COMMANDS)
      for (const text of [shown.fr, shown.en]) {
        const found = readStaff(text, STAFF_COMMANDS);
        expect([text, found?.command.name]).toEqual([text, name]);
        expect([text, takes === 'nothing' ? found?.argument : '']).toEqual([text, '']);
      }
  });
});

describe('an account', () => {
  const here = { platform: 'slack', workspace: 'T1' };
  test.each([
    ['slack:T9:U1', 'slack:T9:U1'],
    ['<@U2>', 'slack:T1:U2'],
    ['<@!U2>', 'slack:T1:U2'],
    ['<@U2|ana>', 'slack:T1:U2'],
    ['@U2', 'slack:T1:U2'],
    ['U2', 'slack:T1:U2'],
    ['@ana:tchap.gouv.fr', 'matrix:@ana:tchap.gouv.fr'],
    ['matrix:@ana:tchap.gouv.fr', 'matrix:@ana:tchap.gouv.fr'],
    ['<@&42>', 'slack:T1:groupe:42'],
    ['<!subteam^S1|@equipe>', 'slack:T1:groupe:S1'],
    ['groupe:S1', 'slack:T1:groupe:S1'],
    ['discord:G1:group:42', 'discord:G1:groupe:42'],
    ['matrix:tchap.fr:groupe:!abc:tchap.fr/50', 'matrix:tchap.fr:groupe:!abc:tchap.fr/50'],
  ])('« %s »', (text, expected) => {
    const account = readAccount(text, here);
    expect(account === null ? null : printAccount(account)).toBe(expected);
  });

  test.each(['', 'deux mots', 'slack:U1', ':', 'x'.repeat(400)])('« %s » is none', text => {
    expect(readAccount(text, here)).toBeNull();
  });

  it('is written whole outside any conversation', () => {
    expect(readAccount('U1', null)).toBeNull();
    expect(readAccount('discord:12:34', null)).toEqual({ platform: 'discord', workspace: '12', userId: '34' });
  });
});

describe('a role', () => {
  it('includes those below it', () => {
    for (const [i, role] of ROLES.entries())
      for (const [j, least] of ROLES.entries()) {
        expect(isAtLeast(role, least)).toBe(i >= j);
        expect(highest(role, least)).toBe(ROLES[Math.max(i, j)]);
      }
  });

  test.each([
    ['Modération', 'moderator'],
    ['animatrice', 'facilitator'],
    ['ÉQUIPE', 'staff'],
    ['operator', null],
    ['exploitation', null],
  ])('« %s »', (text, role) => {
    expect(readRole(text)).toBe(role);
  });
});
