/** Who publishes the demo's materials. All of them, and the places they are named after, are invented. */
export default {
  werkraum: { name: 'Werkraum Medienbildung Nordfluss e. V.', url: 'https://werkraum.example.org' },
  beteiligung: { name: 'Landesstelle Jugendbeteiligung Musterland', url: 'https://beteiligung.example.org' },
  schutz: { name: 'Fachstelle Kinder- und Jugendschutz Nordfluss', url: 'https://jugendschutz.example.org' },
  grenzenlos: { name: 'Netzwerk Jugend grenzenlos Drei-Ufer-Region', url: 'https://grenzenlos.example.org' },
  inklusion: { name: 'Arbeitskreis Inklusive Jugendarbeit Musterland', url: 'https://inklusion.example.org' },
  portal: { name: 'Fachportal Jugendarbeit Musterland', url: 'https://portal.example.org' },
};
