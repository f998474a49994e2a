import { fillVariables, firstNameOf, unknownVariables } from './reply-variables';

describe('unknownVariables', () => {
  it.each([
    ['Hi {{contact.firstName}}, {{ member.name }} here', []],
    ['Hi {{contact.nickname}} {{ contact.nickname }} {{}}', ['contact.nickname', '']],
    ['{{Contact.Name}}', ['Contact.Name']],
    ['{contact.name} {{', []],
  ])('%j has %j', (text, unknown) => expect(unknownVariables(text)).toEqual(unknown));
});

describe('fillVariables', () => {
  const values = { 'contact.firstName': 'Ana', 'tenant.name': 'Loja $& Cia', 'member.name': null };

  it.each([
    ['Hi {{contact.firstName}}, from {{ tenant.name }}', 'Hi Ana, from Loja $& Cia'],
    ['Hi {{contact.name}}, all well?', 'Hi, all well?'],
    ['{{member.name}} here', ' here'],
    ['Left {{as.it.is}}', 'Left {{as.it.is}}'],
    ['{{contact.firstName}}{{contact.firstName}}', 'AnaAna'],
  ])('%j becomes %j', (text, filled) => expect(fillVariables(text, values)).toBe(filled));

  it('never fills in what a value says', () =>
    expect(fillVariables('{{contact.name}}', { 'contact.name': '{{tenant.name}}', 'tenant.name': 'x' })).toBe(
      '{{tenant.name}}',
    ));
});

it('takes the first word of a name', () => {
  expect(firstNameOf('  Ana Beatriz Souza')).toBe('Ana');
  expect(firstNameOf('')).toBe('');
});
