import { typeOfId } from './global-id';

describe('typeOfId', () => {
  it('reads the type', () => expect(typeOfId(btoa('Agent:0193'))).toBe('Agent'));
  it.each(['xx', 'ção', btoa('Agent'), btoa(':1'), '', undefined, 7])('%p is no id', (id) =>
    expect(typeOfId(id)).toBeUndefined(),
  );
});
