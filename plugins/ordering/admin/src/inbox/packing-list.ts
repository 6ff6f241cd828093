import { addressLines, type Order } from './order';

interface Words {
  readonly title: string;
  readonly columns: readonly [string, string, string];
  readonly language: string;
  /** The name of a language. */
  readonly nameOf: (locale: string) => string;
}

/** Opens a page that goes into the parcel, and prints it. Written as text nodes: readers wrote the address. */
export const printPackingList = (order: Order, { title, columns, language, nameOf }: Words): void => {
  const sheet = window.open('', '_blank', 'width=800,height=1000');
  if (!sheet) return;
  const { document: page } = sheet;
  page.documentElement.lang = language;
  page.title = title;
  const add = (parent: Element, tag: string, text = ''): HTMLElement => {
    const element = page.createElement(tag);
    element.textContent = text;
    parent.append(element);
    return element;
  };
  page.body.style.font = '12pt sans-serif';
  const address = add(page.body, 'address');
  for (const line of addressLines(order, language)) add(address, 'div', line);
  add(page.body, 'h1', title);
  const table = add(page.body, 'table');
  table.style.width = '100%';
  table.style.textAlign = 'left';
  const head = add(add(table, 'thead'), 'tr');
  for (const column of columns) add(head, 'th', column).setAttribute('scope', 'col');
  const body = add(table, 'tbody');
  for (const { orderNumber, title: name, locale, quantity } of order.lines) {
    const row = add(body, 'tr');
    for (const cell of [orderNumber ?? '–', `${name} (${nameOf(locale)})`, String(quantity)]) add(row, 'td', cell);
  }
  sheet.focus();
  sheet.print();
};
