import type { WhatsAppGateway } from '../evolution';
import type { OwnServers } from './own-servers';

type Of<K extends keyof WhatsAppGateway> = Parameters<WhatsAppGateway[K]>;

/** Hands each call to the server that the instance is on: its tenant's own, or the operator's. */
export class RoutingGateway implements WhatsAppGateway {
  constructor(
    private readonly operators: WhatsAppGateway,
    private readonly own: Pick<OwnServers, 'of'>,
  ) {}

  private async at(instance: string): Promise<WhatsAppGateway> {
    return (await this.own.of(instance)) ?? this.operators;
  }

  /** Those of the operator's server; channels of other servers are asked for one by one. */
  fetchInstances = () => this.operators.fetchInstances();

  createInstance = async (...[input]: Of<'createInstance'>) => (await this.at(input.instanceName)).createInstance(input);
  setWebhook = async (...[webhook]: Of<'setWebhook'>) => (await this.at(webhook.instanceName)).setWebhook(webhook);
  connect = async (...[instance, phone]: Of<'connect'>) => (await this.at(instance)).connect(instance, phone);
  connectionState = async (...[instance]: Of<'connectionState'>) => (await this.at(instance)).connectionState(instance);
  fetchInstance = async (...[instance]: Of<'fetchInstance'>) => (await this.at(instance)).fetchInstance(instance);
  restart = async (...[instance]: Of<'restart'>) => (await this.at(instance)).restart(instance);
  findSettings = async (...[instance]: Of<'findSettings'>) => (await this.at(instance)).findSettings(instance);
  changeSettings = async (...[instance, change]: Of<'changeSettings'>) => (await this.at(instance)).changeSettings(instance, change);
  findWebhook = async (...[instance]: Of<'findWebhook'>) => (await this.at(instance)).findWebhook(instance);
  logout = async (...[instance]: Of<'logout'>) => (await this.at(instance)).logout(instance);
  deleteInstance = async (...[instance]: Of<'deleteInstance'>) => (await this.at(instance)).deleteInstance(instance);
  sendText = async (...[message]: Of<'sendText'>) => (await this.at(message.instance)).sendText(message);
  sendFile = async (...[message]: Of<'sendFile'>) => (await this.at(message.instance)).sendFile(message);
  sendVoice = async (...[message]: Of<'sendVoice'>) => (await this.at(message.instance)).sendVoice(message);
  sendPlace = async (...[message]: Of<'sendPlace'>) => (await this.at(message.instance)).sendPlace(message);
  sendCards = async (...[message]: Of<'sendCards'>) => (await this.at(message.instance)).sendCards(message);
  react = async (...[input]: Of<'react'>) => (await this.at(input.instance)).react(input);
  editText = async (...[input]: Of<'editText'>) => (await this.at(input.instance)).editText(input);
  deleteForEveryone = async (...[input]: Of<'deleteForEveryone'>) => (await this.at(input.instance)).deleteForEveryone(input);
  findMessages = async (...[query]: Of<'findMessages'>) => (await this.at(query.instance)).findMessages(query);
  fetchMedia = async (...[query]: Of<'fetchMedia'>) => (await this.at(query.instance)).fetchMedia(query);
  whatsappNumbers = async (...[instance, numbers]: Of<'whatsappNumbers'>) => (await this.at(instance)).whatsappNumbers(instance, numbers);
  groupName = async (...[instance, groupJid]: Of<'groupName'>) => (await this.at(instance)).groupName(instance, groupJid);
  profilePictureUrl = async (...[instance, of]: Of<'profilePictureUrl'>) => (await this.at(instance)).profilePictureUrl(instance, of);
  markRead = async (...[instance, messages]: Of<'markRead'>) => (await this.at(instance)).markRead(instance, messages);
  sendPresence = async (...[input]: Of<'sendPresence'>) => (await this.at(input.instance)).sendPresence(input);
}
