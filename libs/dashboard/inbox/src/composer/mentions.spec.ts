import { mentionedIn, suggestMembers } from './mentions';

const member = (id: string, name: string, active = true) => ({ id, active, user: { name } });
const TEAM = [member('ana', 'Ana'), member('anab', 'Ana Beatriz'), member('rui', 'Rui Sá'), member('x', 'Xico', false)];

describe('suggestMembers', () => {
  const labels = (text: string, caret = text.length) =>
    suggestMembers(TEAM, text, caret)?.options.map(({ label }) => label) ?? null;

  it('suggests those whose name begins so, from the @ on', () => {
    expect(labels('@')).toEqual(['Ana', 'Ana Beatriz', 'Rui Sá']);
    expect(labels('Ask @ru')).toEqual(['Rui Sá']);
    expect(labels('Ask @ana bea')).toEqual(['Ana Beatriz']);
    expect(labels('Ask @sa')).toEqual(['Rui Sá']);
  });

  it('says nothing where no @ is being typed', () => {
    expect(labels('mail a@rui.com')).toBeNull();
    expect(labels('@ru then')).toEqual([]);
    expect(labels('@ru', 0)).toBeNull();
    expect(labels('@Rui Sá ')).toBeNull();
  });
});

describe('mentionedIn', () => {
  const none = new Set<string>();

  it('names whose whole name stands after an @', () => {
    expect(mentionedIn('@Rui Sá and @Ana, please', TEAM, none).sort()).toEqual(['ana', 'rui']);
    expect(mentionedIn('@Ana Beatriz', TEAM, none)).toEqual(['anab']);
    expect(mentionedIn('@Anabela, Rui Sá, @Xico', TEAM, none)).toEqual([]);
  });

  it('takes of two of one name the one who was picked', () => {
    const twins = [member('one', 'Ana'), member('two', 'Ana')];
    expect(mentionedIn('@Ana', twins, new Set(['two']))).toEqual(['two']);
  });
});
