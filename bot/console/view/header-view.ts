import { timeText } from '../../browser/japan-time.ts';
import { labels } from '../labels.ts';
import { mayRead } from '../state/permissions.ts';
import type { Preferences } from '../state/preferences.ts';
import type { State } from '../state/state.ts';
import type { OfficeView } from '../wire-types.ts';
import { button, el, setAttributes, setText, show } from '../../browser/element.ts';

export interface HeaderPorts {
  preferences(): Preferences;
  toggle(name: 'notifications' | 'sound'): void;
  help(): void;
  audit(): void;
  logOut(): void;
}

const officeText = ({ open, until, reason, opensAtText }: OfficeView): string =>
  open
    ? labels.office.open(timeText(until))
    : labels.office.closed(labels.office.reasons[reason], opensAtText);

const toggleButton = (label: string, onClick: () => void): HTMLButtonElement =>
  button(label, onClick, 'toggle');

/** The bar above everything: whether the desk is open, whether the server is there, and this agent's own settings. */
export const headerView = (ports: HeaderPorts): { element: HTMLElement; update(state: State): void } => {
  const office = el('p', { class: 'office' });
  const connection = el('p', { class: 'connection' });
  const agent = el('span', { class: 'agent' });
  const editor = el('a', { href: '/editor' }, labels.header.editor);
  const notifications = toggleButton(labels.header.notifications, () => ports.toggle('notifications'));
  const sound = toggleButton(labels.header.sound, () => ports.toggle('sound'));
  const audit = button(labels.header.audit, ports.audit, 'quiet');
  const lost = el('p', { class: 'lost', role: 'alert' });
  const bar = el(
    'div',
    { class: 'bar' },
    el('h1', {}, labels.product),
    office,
    connection,
    el(
      'div',
      { class: 'settings', role: 'group', 'aria-label': labels.header.settings },
      notifications,
      sound,
    ),
    audit,
    button(labels.header.help, ports.help, 'quiet keys'),
    editor,
    agent,
    button(labels.header.logOut, ports.logOut, 'quiet log-out'),
  );
  return {
    element: el('header', { class: 'top' }, bar, lost),
    update: (state) => {
      const { notifications: notify, sound: play } = ports.preferences();
      show(office, state.office !== null);
      setText(office, state.office === null ? '' : officeText(state.office));
      setAttributes(office, { 'data-open': state.office?.open === true });
      show(connection, mayRead(state.agent));
      show(audit, state.agent?.may.includes('read-desk-audit') === true);
      setText(connection, labels.connection[state.connection === 'live' ? 'live' : 'connecting']);
      setAttributes(connection, { 'data-connection': state.connection });
      setText(lost, state.connection === 'lost' ? labels.connection.lost : '');
      show(lost, state.connection === 'lost');
      setText(agent, state.agent?.name ?? '');
      show(editor, state.agent?.role === 'admin');
      setAttributes(notifications, { 'aria-pressed': String(notify) });
      setAttributes(sound, { 'aria-pressed': String(play) });
    },
  };
};
