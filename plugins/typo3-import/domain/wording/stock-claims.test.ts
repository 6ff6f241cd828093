import { toldStock } from './stock-claims';

describe('a sentence that tells of stock', () => {
  it.each([
    // German
    ['Die Broschüre ist leider vergriffen.', 'out-of-print', 'guess', 'de'],
    [
      'Der Ratgeber ist inzwischen schon vergriffen, doch das PDF lässt sich weiter herunterladen.',
      'out-of-print',
      'guess',
      'de',
    ],
    ['SozPad (vergriffen)', 'out-of-print', 'guess', 'de'],
    ['Vergriffen: das Poster', 'out-of-print', 'guess', 'de'],
    ['Das Heft ist endgültig vergriffen.', 'out-of-print', 'consistent', 'de'],
    ['Das Heft ist vergriffen und wird nicht mehr nachgedruckt.', 'out-of-print', 'consistent', 'de'],
    ['Eine Neuauflage ist nicht geplant.', 'out-of-print', 'consistent', 'de'],
    ['Es gibt das Heft nur noch als PDF.', 'out-of-print', 'guess', 'de'],
    ['Das Heft steht nur noch zum Download bereit.', 'out-of-print', 'guess', 'de'],
    ['Das Heft ist nicht mehr lieferbar.', 'out-of-print', 'guess', 'de'],
    ['Das Heft ist derzeit nicht lieferbar.', 'out-of-stock', 'consistent', 'de'],
    ['Das Heft ist zurzeit leider vergriffen.', 'out-of-stock', 'consistent', 'de'],
    ['Das Heft ist momentan leider nicht verfügbar.', 'out-of-stock', 'consistent', 'de'],
    ['Das Heft ist nicht lieferbar.', 'out-of-stock', 'guess', 'de'],
    ['Das Heft ist vergriffen und wird nachgedruckt.', 'reprinting', 'consistent', 'de'],
    ['Das Heft wird derzeit neu aufgelegt.', 'reprinting', 'consistent', 'de'],
    ['Vergriffen, Nachdruck in Vorbereitung.', 'reprinting', 'consistent', 'de'],
    ['Vergriffen; ein Nachdruck ist noch nicht entschieden.', 'reprint-undecided', 'consistent', 'de'],
    // English
    ['The brochure is out of print.', 'out-of-print', 'consistent', 'en'],
    ['The brochure is out-of-print, but still available as a PDF.', 'out-of-print', 'consistent', 'en'],
    ['It is temporarily out of stock.', 'out-of-stock', 'consistent', 'en'],
    ['It is sold out.', 'reprint-undecided', 'guess', 'en'],
    ['It is being reprinted.', 'reprinting', 'consistent', 'en'],
    ['It will not be reprinted.', 'out-of-print', 'consistent', 'en'],
    ['It is only available as a PDF.', 'out-of-print', 'guess', 'en'],
    ['It is no longer available in print.', 'out-of-print', 'guess', 'en'],
    // French
    ['La brochure est épuisée.', 'out-of-print', 'guess', 'fr'],
    ['La brochure est de\u0301finitivement e\u0301puise\u0301e.', 'out-of-print', 'consistent', 'fr'],
    ['La brochure est en rupture de stock.', 'out-of-stock', 'consistent', 'fr'],
    ['La brochure est en cours de réimpression.', 'reprinting', 'consistent', 'fr'],
    ['La brochure n’est plus disponible.', 'out-of-print', 'guess', 'fr'],
    ['La brochure est uniquement disponible en PDF.', 'out-of-print', 'guess', 'fr'],
    // Spanish, Italian, Dutch, Polish
    ['El folleto está agotado.', 'out-of-print', 'guess', 'es'],
    ['El folleto está en reimpresión.', 'reprinting', 'consistent', 'es'],
    ['L’opuscolo è esaurito.', 'out-of-print', 'guess', 'it'],
    ['L’opuscolo è in ristampa.', 'reprinting', 'consistent', 'it'],
    ['De brochure is uitverkocht.', 'out-of-print', 'guess', 'nl'],
    ['De brochure is tijdelijk niet leverbaar.', 'out-of-stock', 'consistent', 'nl'],
    ['De brochure is niet meer leverbaar.', 'out-of-print', 'guess', 'nl'],
    ['Nakład jest wyczerpany.', 'out-of-print', 'guess', 'pl'],
  ])('%s', (sentence, availability, confidence, language) => {
    expect(toldStock(sentence)).toMatchObject({ availability, confidence, language });
  });

  it('keeps the words that told it', () => {
    expect(toldStock('Das Heft ist leider VERGRIFFEN!')?.wording).toBe('VERGRIFFEN');
  });
});

describe('a sentence that tells nothing', () => {
  it.each([
    // denied
    'Die Broschüre ist nicht vergriffen.',
    'Die Broschüre ist noch nicht vergriffen.',
    'Die Broschüre ist keineswegs vergriffen.',
    'Vergriffen ist die Broschüre noch nicht.',
    'Die erste Auflage ist vergriffen, die zweite ist noch lieferbar.',
    'Die Broschüre war lange vergriffen und ist wieder lieferbar.',
    'Die Broschüre ist wieder erhältlich, nachdem sie vergriffen war.',
    'It is not sold out.',
    'It is not yet out of print.',
    'It was out of print for years.',
    'It is back in print after being sold out.',
    'La brochure n’est pas épuisée.',
    'La brochure n’est pas encore épuisée.',
    'El folleto no está agotado.',
    'L’opuscolo non è esaurito.',
    'De brochure is niet uitverkocht.',
    'Nakład nie jest wyczerpany.',
    // might be
    'Bestellen Sie, bevor sie vergriffen ist!',
    'Die Broschüre ist fast vergriffen.',
    'Die Broschüre wird bald vergriffen sein.',
    'Wenn die Broschüre vergriffen ist, bleibt das PDF.',
    'Ist die Broschüre vergriffen?',
    'If it is sold out, take the PDF.',
    'It is nearly sold out.',
    'La brochure est presque épuisée.',
    // other things
    'Der Redner hat sich im Ton vergriffen.',
    'Die Broschüre ist lieferbar.',
    'Die Broschüre gibt es auch als PDF.',
    'The brochure is available.',
    'Die Broschüre kann hier bestellt werden.',
    '',
  ])('%s', (sentence) => {
    expect(toldStock(sentence)).toBeNull();
  });
});
