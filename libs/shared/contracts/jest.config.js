export default { displayName: 'shared-contracts', preset: '../../../jest.preset.js' };
