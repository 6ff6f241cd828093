import { addressLines, type Order } from './order';

interface Words {
  /** Of the whole page. */
  readonly title: string;
  readonly titleOf: (order: Order) => string;
  readonly columns: readonly [string, string, string];
  readonly language: string;
  /** The name of a language. */
  readonly nameOf: (locale: string) => string;
}

/** Opens a page with a sheet for each parcel, and prints it. Written as text nodes: readers wrote the addresses. */
export const printPackingLists = (
  orders: readonly Order[],
  { title, titleOf, columns, language, nameOf }: Words
): void => {
  const sheets = window.open('', '_blank', 'width=800,height=1000');
  if (!sheets) return;
  const { document: page } = sheets;
  page.documentElement.lang = language;
  page.title = title;
  const add = (parent: Element, tag: string, text = ''): HTMLElement => {
    const element = page.createElement(tag);
    element.textContent = text;
    parent.append(element);
    return element;
  };
  const addSheet = (order: Order): void => {
    const sheet = add(page.body, 'section');
    sheet.style.breakAfter = 'page';
    sheet.style.paddingBottom = '3em';
    const address = add(sheet, 'address');
    for (const line of addressLines(order, language)) add(address, 'div', line);
    add(sheet, 'h1', titleOf(order));
    const table = add(sheet, 'table');
    table.style.width = '100%';
    table.style.textAlign = 'left';
    const head = add(add(table, 'thead'), 'tr');
    for (const column of columns) add(head, 'th', column).setAttribute('scope', 'col');
    const body = add(table, 'tbody');
    for (const { orderNumber, title: name, locale, quantity } of order.lines) {
      const row = add(body, 'tr');
      for (const cell of [orderNumber ?? '–', `${name} (${nameOf(locale)})`, String(quantity)]) add(row, 'td', cell);
    }
  };

  page.body.style.font = '12pt sans-serif';
  orders.forEach(addSheet);
  sheets.focus();
  sheets.print();
};
