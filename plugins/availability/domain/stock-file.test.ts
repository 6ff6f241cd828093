import { announcedDelimiter, columnOf, delimiterOf, readCells, readLine, twinHeadingsIn } from './stock-file';

describe('the warehouse’s file', () => {
  it('knows its columns by English and German headings', () => {
    expect(columnOf(' Bestellnummer ')).toBe('orderNumber');
    expect(columnOf('Quantity')).toBe('quantity');
    expect(columnOf('Erwartet am')).toBe('expectedOn');
    expect(columnOf('Regal')).toBeNull();
  });

  it.each(['Best.-Nr.', 'Bestell-Nr', 'Artikel-Nr.', 'Order No.', 'item number', 'Référence', 'n° de commande'])(
    '“%s” is the order number',
    (heading) => {
      expect(columnOf(heading)).toBe('orderNumber');
    }
  );

  it.each(['Menge', 'Bestand', 'Lagerbestand', 'Stück', 'Qty', 'In stock', 'Quantité'])(
    '“%s” is the quantity',
    (heading) => {
      expect(columnOf(heading)).toBe('quantity');
    }
  );

  it('names two headings that mean the same', () => {
    expect(twinHeadingsIn(['Best.-Nr.', 'Titel', 'Bestand', ' Menge '])).toEqual(['Bestand', 'Menge']);
    expect(twinHeadingsIn(['Bestellnummer', 'Menge', 'Davon zugesagt', 'Verfügbar', 'Erwartet am'])).toBeNull();
  });

  it('reads what Excel is told of the sign between cells', () => {
    expect(announcedDelimiter('\ufeffsep=;')).toBe(';');
    expect(announcedDelimiter('SEP=,')).toBe(',');
    expect(announcedDelimiter('Bestellnummer;Menge')).toBeNull();
  });

  it('keeps leading zeros that Excel was made to keep', () => {
    expect(readLine(2, { orderNumber: '="00123"', quantity: '="7"' }).entry).toMatchObject({
      orderNumber: '00123',
      quantity: 7,
    });
  });

  it('reads a day with slashes where the language puts the day first, and refuses what could be two days', () => {
    const read = (language: string, expectedOn: string) => readLine(2, { orderNumber: 'A', expectedOn }, language);
    expect(read('fr', '01/03/2027').entry?.expectedOn).toBe('2027-03-01');
    expect(read('nl', '1-3-2027').entry?.expectedOn).toBe('2027-03-01');
    expect(read('en', '1.3.2027').entry?.expectedOn).toBe('2027-03-01');
    expect(read('en', '01/03/2027').errors).toEqual([
      { line: 2, problem: 'not-a-day', value: '01/03/2027', example: '2027-03-01' },
    ]);
    expect(read('de', '01/03/2027').errors[0]).toMatchObject({ problem: 'not-a-day', example: '1.3.2027' });
    expect(read('de', '1.3.0026').errors[0]).toMatchObject({ problem: 'not-a-day' });
    expect(read('de', '01.03.27').errors[0]).toMatchObject({ problem: 'not-a-day' });
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
      record: '',
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
    const { entry, errors } = readLine(7, cells);
    expect(entry).toBeNull();
    expect(errors).toMatchObject([{ line: 7, problem, value }]);
  });
});
