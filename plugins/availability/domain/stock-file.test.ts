import { columnOf, delimiterOf, readCells, readLine } from './stock-file';

describe('the warehouse’s file', () => {
  it('knows its columns by English and German headings', () => {
    expect(columnOf(' Bestellnummer ')).toBe('orderNumber');
    expect(columnOf('Quantity')).toBe('quantity');
    expect(columnOf('Erwartet am')).toBe('expectedOn');
    expect(columnOf('Regal')).toBeNull();
  });

  it.each([
    [';', 'Bestellnummer;Titel, Untertitel;Menge'],
    [',', 'Order number,Title; subtitle,Quantity'],
    ['\t', 'sku\tPreis, netto\tFarbe; Form\tBestand'],
  ])('finds that %j parts the cells by the headings that are ours', (delimiter, heading) => {
    expect(delimiterOf((by) => heading.split(by))).toBe(delimiter);
  });

  it('believes nothing of a line with more cells than the heading', () => {
    const columns = ['orderNumber', null, 'quantity'] as const;
    expect(readCells(2, columns, ['A', 'Titel', '500']).entry).toMatchObject({ orderNumber: 'A', quantity: 500 });
    expect(readCells(3, columns, ['A', 'Titel', ' 3', '500'])).toEqual({
      entry: null,
      errors: [{ line: 3, problem: 'too-many-cells', value: '' }],
    });
  });

  it('reads days as ISO writes them and as German spreadsheets do', () => {
    const day = (expectedOn: string) => readLine(2, { orderNumber: 'A', expectedOn }).entry?.expectedOn;
    expect(day('2027-03-01')).toBe('2027-03-01');
    expect(day('1.3.2027')).toBe('2027-03-01');
  });

  it('leaves the quantity alone where the cell is empty, and the day where there is no such column', () => {
    expect(readLine(2, { orderNumber: 'A', quantity: '' }).entry).toEqual({
      line: 2,
      orderNumber: 'A',
      quantity: undefined,
      expectedOn: undefined,
    });
    expect(readLine(2, { orderNumber: 'A', expectedOn: '' }).entry?.expectedOn).toBeNull();
  });

  it('takes the guard off a text that a spreadsheet would take for a formula', () => {
    expect(readLine(2, { orderNumber: "'-12", quantity: '3' }).entry?.orderNumber).toBe('-12');
  });

  it.each([
    [{ orderNumber: '', quantity: '3' }, 'no-order-number', ''],
    [{ orderNumber: 'A', quantity: '-3' }, 'not-a-quantity', '-3'],
    [{ orderNumber: 'A', quantity: '1.5' }, 'not-a-quantity', '1.5'],
    [{ orderNumber: 'A', quantity: '100000001' }, 'not-a-quantity', '100000001'],
    [{ orderNumber: 'A', expectedOn: '30.2.2027' }, 'not-a-day', '30.2.2027'],
  ])('says what is wrong with %j', (cells, problem, value) => {
    expect(readLine(7, cells)).toEqual({ entry: null, errors: [{ line: 7, problem, value }] });
  });
});
