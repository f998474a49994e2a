/** One outline set on a 24 px grid, 1.75 px lines, round ends. Each entry is the inside of an `<svg>`. */
export const ICONS = {
  inbox:
    '<path d="M3 13h5l1.5 3h5L16 13h5"/><path d="M5.6 5.5 3 13v4.5A1.5 1.5 0 0 0 4.5 19h15a1.5 1.5 0 0 0 1.5-1.5V13l-2.6-7.5A1.5 1.5 0 0 0 17 4.5H7a1.5 1.5 0 0 0-1.4 1Z"/>',
  agents:
    '<path d="M12 3v3"/><rect x="4" y="6.5" width="16" height="12.5" rx="3"/><path d="M9 12v1.5M15 12v1.5M2 11.5v3M22 11.5v3"/>',
  integrations: '<path d="M9 3v4.5M15 3v4.5"/><path d="M6 7.5h12v3.5a6 6 0 0 1-12 0V7.5Z"/><path d="M12 17v4"/>',
  settings: '<path d="M4 7h9M17 7h3M4 17h3M11 17h9"/><circle cx="15" cy="7" r="2"/><circle cx="9" cy="17" r="2"/>',
  home: '<path d="m4 11 8-7 8 7"/><path d="M6 9.5V19.5h12V9.5"/><path d="M10 19.5v-5h4v5"/>',
  bell:
    '<path d="M6.5 16.5V11a5.5 5.5 0 0 1 11 0v5.5l1.5 2H5l1.5-2Z"/><path d="M10 20.5a2.2 2.2 0 0 0 4 0"/>',
  search: '<circle cx="11" cy="11" r="6.5"/><path d="m16 16 4.5 4.5"/>',
  send: '<path d="M4 12 3.5 4.5 21 12 3.5 19.5 4 12Z"/><path d="M4 12h8"/>',
  reply: '<path d="M9 7 4 12l5 5"/><path d="M4 12h10a6 6 0 0 1 6 6v1"/>',
  note: '<path d="M5 4.5h14v10l-5 5H5v-15Z"/><path d="M19 14.5h-5v5"/><path d="M8.5 9h7M8.5 12.5h4"/>',
  plus: '<path d="M12 5v14M5 12h14"/>',
  minus: '<path d="M5 12h14"/>',
  check: '<path d="m5 12.5 4.5 4.5L19 7.5"/>',
  checks: '<path d="m2.5 12.5 4.5 4.5 8.5-9.5"/><path d="m11.5 16.5.5.5 9-9.5"/>',
  checklist:
    '<path d="m3.5 6.5 1.5 1.5 3-3.5M3.5 13l1.5 1.5 3-3.5"/><path d="M12 6.5h8.5M12 13h8.5M12 19.5h8.5M4 19.5h3.5"/>',
  close: '<path d="m6 6 12 12M18 6 6 18"/>',
  back: '<path d="M19 12H5"/><path d="m11 6-6 6 6 6"/>',
  forward: '<path d="M5 12h14"/><path d="m13 6 6 6-6 6"/>',
  chevronDown: '<path d="m6 9 6 6 6-6"/>',
  chevronUp: '<path d="m6 15 6-6 6 6"/>',
  chevronRight: '<path d="m9 6 6 6-6 6"/>',
  chevronLeft: '<path d="m15 6-6 6 6 6"/>',
  arrowDown: '<path d="M12 5v14"/><path d="m6 13 6 6 6-6"/>',
  arrowUp: '<path d="M12 19V5"/><path d="m6 11 6-6 6 6"/>',
  more: '<circle cx="5.5" cy="12" r=".6"/><circle cx="12" cy="12" r=".6"/><circle cx="18.5" cy="12" r=".6"/>',
  clock: '<circle cx="12" cy="12" r="8.5"/><path d="M12 7.5V12l3 2"/>',
  calendar: '<rect x="4" y="5.5" width="16" height="14" rx="2"/><path d="M4 10h16M8.5 3.5v4M15.5 3.5v4"/>',
  alert: '<path d="M12 4 2.8 19.5h18.4L12 4Z"/><path d="M12 10v4.5M12 17v.2"/>',
  info: '<circle cx="12" cy="12" r="8.5"/><path d="M12 11v5.5M12 7.8v.2"/>',
  error: '<circle cx="12" cy="12" r="8.5"/><path d="M12 7.5v5.5M12 16v.2"/>',
  success: '<circle cx="12" cy="12" r="8.5"/><path d="m8 12.5 2.8 2.8L16 9.5"/>',
  question:
    '<circle cx="12" cy="12" r="8.5"/><path d="M9.5 9.6a2.6 2.6 0 1 1 3.6 2.4c-.8.3-1.1.8-1.1 1.6v.4M12 16.7v.2"/>',
  phone:
    '<path d="M5.5 3.5h3l1.7 4.4-2.1 1.6a12 12 0 0 0 6.4 6.4l1.6-2.1 4.4 1.7v3a2 2 0 0 1-2 2A15 15 0 0 1 3.5 5.5a2 2 0 0 1 2-2Z"/>',
  mobile: '<rect x="7" y="3" width="10" height="18" rx="2.2"/><path d="M11 17.8h2"/>',
  qr: '<rect x="4" y="4" width="6" height="6" rx="1"/><rect x="14" y="4" width="6" height="6" rx="1"/><rect x="4" y="14" width="6" height="6" rx="1"/><path d="M14 14h2.5v2.5M20 14v3M14 20h3M20 20h.01"/>',
  key: '<circle cx="8" cy="15.5" r="4"/><path d="m11 12.5 8.5-8.5M16 7.5l3 3"/>',
  copy: '<rect x="8.5" y="8.5" width="11.5" height="11.5" rx="2"/><path d="M15.5 8.5V6A1.5 1.5 0 0 0 14 4.5H6A1.5 1.5 0 0 0 4.5 6v8A1.5 1.5 0 0 0 6 15.5h2.5"/>',
  external:
    '<path d="M13.5 4.5h6v6"/><path d="m19.5 4.5-9 9"/><path d="M17.5 13.5V18a1.5 1.5 0 0 1-1.5 1.5H6A1.5 1.5 0 0 1 4.5 18V8A1.5 1.5 0 0 1 6 6.5h4.5"/>',
  refresh: '<path d="M19.5 12a7.5 7.5 0 1 1-2.2-5.3l2.2 2.1"/><path d="M19.5 4v4.8h-4.8"/>',
  trash:
    '<path d="M4.5 6.5h15M9 6.5v-2h6v2M6.5 6.5l.9 12a1.5 1.5 0 0 0 1.5 1.4h6.2a1.5 1.5 0 0 0 1.5-1.4l.9-12"/><path d="M10 10.5v5.5M14 10.5v5.5"/>',
  edit: '<path d="m4.5 19.5.8-4L16 4.8a1.7 1.7 0 0 1 2.4 0l.8.8a1.7 1.7 0 0 1 0 2.4L8.5 18.7l-4 .8Z"/><path d="m14 7 3 3"/>',
  eye: '<path d="M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12Z"/><circle cx="12" cy="12" r="2.8"/>',
  eyeOff:
    '<path d="M4 4l16 16"/><path d="M9.5 5.9A9 9 0 0 1 12 5.5c6 0 9.5 6.5 9.5 6.5a16 16 0 0 1-2.6 3.3M6.3 7.3A15.6 15.6 0 0 0 2.5 12s3.5 6.5 9.5 6.5a9 9 0 0 0 4.2-1"/><path d="M10 10.1a2.8 2.8 0 0 0 3.9 3.9"/>',
  user: '<circle cx="12" cy="8" r="4"/><path d="M4.5 20c.8-3.8 3.8-5.5 7.5-5.5s6.7 1.7 7.5 5.5"/>',
  users:
    '<circle cx="9" cy="8.5" r="3.5"/><path d="M2.5 19c.6-3.3 3.2-5 6.5-5s5.9 1.7 6.5 5"/><path d="M15.5 5.3a3.5 3.5 0 0 1 0 6.4M17.5 14.4c2.2.6 3.6 2.2 4 4.6"/>',
  hand: '<path d="M8 12.5V6a1.5 1.5 0 0 1 3 0v5M11 10.5V4.5a1.5 1.5 0 0 1 3 0v6M14 11V6a1.5 1.5 0 0 1 3 0v8c0 4-2.3 6.5-5.8 6.5-2.6 0-4.2-1-5.6-3.4l-2.3-4a1.5 1.5 0 0 1 2.5-1.6L8 14"/>',
  play: '<path d="M7 4.8v14.4l12-7.2L7 4.8Z"/>',
  pause: '<path d="M8.5 5v14M15.5 5v14"/>',
  mute: '<path d="M4 9.5h3.5l5-4v13l-5-4H4v-5Z"/><path d="m16.5 9.5 4 5M20.5 9.5l-4 5"/>',
  signOut:
    '<path d="M14 4.5H6.5A1.5 1.5 0 0 0 5 6v12a1.5 1.5 0 0 0 1.5 1.5H14"/><path d="M10 12h10.5"/><path d="m17 8.5 3.5 3.5-3.5 3.5"/>',
  language:
    '<circle cx="12" cy="12" r="8.5"/><path d="M3.5 12h17M12 3.5c2.4 2.3 3.6 5.1 3.6 8.5s-1.2 6.2-3.6 8.5c-2.4-2.3-3.6-5.1-3.6-8.5S9.6 5.8 12 3.5Z"/>',
  sun: '<circle cx="12" cy="12" r="4"/><path d="M12 2.5v2M12 19.5v2M2.5 12h2M19.5 12h2M5.3 5.3l1.4 1.4M17.3 17.3l1.4 1.4M5.3 18.7l1.4-1.4M17.3 6.7l1.4-1.4"/>',
  moon: '<path d="M20 14.5A8.5 8.5 0 0 1 9.5 4a8.5 8.5 0 1 0 10.5 10.5Z"/>',
  monitor: '<rect x="3.5" y="4.5" width="17" height="11.5" rx="1.5"/><path d="M9 20h6M12 16v4"/>',
  tag: '<path d="M4 4.5h7.5l8.5 8.5-7.5 7.5L4 12V4.5Z"/><circle cx="8" cy="8.5" r=".8"/>',
  archive:
    '<rect x="3.5" y="4.5" width="17" height="4.5" rx="1"/><path d="M5 9v9a1.5 1.5 0 0 0 1.5 1.5h11A1.5 1.5 0 0 0 19 18V9M10 13h4"/>',
  snooze: '<circle cx="12" cy="13" r="7.5"/><path d="M10 10.5h4l-4 5h4M4 5.5l2.5-2M20 5.5l-2.5-2"/>',
  image:
    '<rect x="4" y="4.5" width="16" height="15" rx="2"/><circle cx="9" cy="9.5" r="1.5"/><path d="m4.5 17 5-4.5 3.5 3 3-2.5 4 3.5"/>',
  audio: '<rect x="9" y="3.5" width="6" height="11" rx="3"/><path d="M5.5 11.5a6.5 6.5 0 0 0 13 0M12 18v3"/>',
  sound: '<path d="M9 17.5V6l10-2v11.5"/><circle cx="6.5" cy="17.5" r="2.5"/><circle cx="16.5" cy="15.5" r="2.5"/>',
  blocked: '<circle cx="12" cy="12" r="8.5"/><path d="m6 6 12 12"/>',
  video: '<rect x="3.5" y="6" width="12" height="12" rx="2"/><path d="m15.5 10.5 5-3v9l-5-3"/>',
  document: '<path d="M6 3.5h8l4 4v13H6v-17Z"/><path d="M14 3.5v4h4M9 12h6M9 15.5h6"/>',
  location: '<path d="M12 21s7-6.2 7-11.5a7 7 0 0 0-14 0C5 14.8 12 21 12 21Z"/><circle cx="12" cy="9.5" r="2.5"/>',
  contactCard:
    '<rect x="3.5" y="5" width="17" height="14" rx="2"/><circle cx="9" cy="10.5" r="2"/><path d="M5.8 16c.4-1.7 1.6-2.5 3.2-2.5s2.8.8 3.2 2.5M15 10h2.5M15 13.5h2.5"/>',
  sticker:
    '<path d="M4 6a2 2 0 0 1 2-2h12a2 2 0 0 1 2 2v8l-6 6H6a2 2 0 0 1-2-2V6Z"/><path d="M20 14h-4a2 2 0 0 0-2 2v4"/>',
  poll: '<path d="M5 19.5v-6M12 19.5v-15M19 19.5v-10"/>',
  attachment:
    '<path d="m19 11.5-7.5 7.5a4.6 4.6 0 0 1-6.5-6.5l8-8a3.1 3.1 0 0 1 4.4 4.4l-8 8a1.5 1.5 0 0 1-2.2-2.2l7-7"/>',
  filter: '<path d="M4 6.5h16M7 12h10M10 17.5h4"/>',
  panel: '<rect x="3.5" y="4.5" width="17" height="15" rx="2"/><path d="M14.5 4.5v15"/>',
  keyboard:
    '<rect x="2.5" y="6" width="19" height="12" rx="2"/><path d="M6 10h.01M10 10h.01M14 10h.01M18 10h.01M7.5 14h9"/>',
  link: '<path d="M10 14a4 4 0 0 0 5.7 0l3-3A4 4 0 0 0 13 5.3l-1 1"/><path d="M14 10a4 4 0 0 0-5.7 0l-3 3A4 4 0 0 0 11 18.7l1-1"/>',
  wifiOff:
    '<path d="M4 4l16 16"/><path d="M8.5 15.5a5 5 0 0 1 5.5-1M5 12a10 10 0 0 1 4.5-2.5M19 12a10 10 0 0 0-5.5-2.8M2 8.5A15 15 0 0 1 6 6M22 8.5A15 15 0 0 0 10.5 5M12 19.3v.2"/>',
  sparkle: '<path d="M12 3.5c.6 4.8 3.2 7.4 8 8-4.8.6-7.4 3.2-8 8-.6-4.8-3.2-7.4-8-8 4.8-.6 7.4-3.2 8-8Z"/>',
  whatsapp:
    '<path d="m4 20 1.3-4.3A8.2 8.2 0 1 1 8.5 19L4 20Z"/><path d="M9 8.5c-.6.5-.8 1.3-.4 2.3.8 2 2.3 3.5 4.5 4.3 1 .3 1.7.1 2.2-.5l-1.8-1.4-1 .6c-.9-.4-1.6-1.1-2-2l.7-.9L9 8.5Z"/>',
} as const satisfies Record<string, string>;

export type IconName = keyof typeof ICONS;
