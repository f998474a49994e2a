export * from './channels.entities';
