export * from './crm.entities';
export * from './phone';
export * from './contact-name';
export * from './contact-sight';
export * from './contact.events';
export * from './contact.graphql';
export * from './contact.read';
export * from './resolve-contact';
