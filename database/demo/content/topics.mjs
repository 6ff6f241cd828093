/** What materials and news are about. The colours are those of covers and pictures: ground, shape, accent, and paper for the words. */
export default [
  {
    key: 'digital',
    colours: { ground: '#123a5c', shape: '#1f6f9f', accent: '#ffb454', paper: '#f3f8fb' },
    locales: { de: 'Digitale Medien', en: 'Digital media', fr: 'Médias numériques' },
  },
  {
    key: 'training',
    colours: { ground: '#4a2545', shape: '#8a3f6e', accent: '#ffd166', paper: '#fbf4f8' },
    locales: { de: 'Qualifizierung', en: 'Training', fr: 'Formation' },
  },
  {
    key: 'participation',
    colours: { ground: '#7a1f2b', shape: '#c8453b', accent: '#ffd8a8', paper: '#fdf5f2' },
    locales: { de: 'Beteiligung', en: 'Participation', fr: 'Participation' },
  },
  {
    key: 'protection',
    colours: { ground: '#0d3b3b', shape: '#1d7a6f', accent: '#f4d35e', paper: '#f1f8f6' },
    locales: { de: 'Kinder- und Jugendschutz', en: 'Child protection', fr: 'Protection de l’enfance' },
  },
  {
    key: 'privacy',
    colours: { ground: '#26215c', shape: '#5046a5', accent: '#7ee0c3', paper: '#f5f4fc' },
    locales: { de: 'Datenschutz', en: 'Data protection', fr: 'Protection des données' },
  },
  {
    key: 'international',
    colours: { ground: '#1b4332', shape: '#3d8361', accent: '#f9c784', paper: '#f3f8f4' },
    locales: { de: 'Internationale Jugendarbeit', en: 'International youth work', fr: 'Échanges internationaux' },
  },
  {
    key: 'inclusion',
    colours: { ground: '#5a3310', shape: '#b8691e', accent: '#9bd4e4', paper: '#fcf6ef' },
    locales: { de: 'Inklusion', en: 'Inclusion', fr: 'Inclusion' },
  },
  {
    key: 'funding',
    colours: { ground: '#22303c', shape: '#4f6d7a', accent: '#e8b04a', paper: '#f4f6f7' },
    locales: { de: 'Förderung', en: 'Funding', fr: 'Financement' },
  },
];
