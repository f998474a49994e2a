export default { displayName: 'dashboard', preset: '../../jest.web.preset.js' };
