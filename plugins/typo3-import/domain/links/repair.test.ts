import fc from 'fast-check';

import { seedArticle, skippedWithout } from '../article/test-article';
import type { KnownPlace } from '../contract';
import { damage } from './damage';
import { isBroken, linkTextLength, possibleSlugs, repairLink, type LinkKnowledge } from './repair';
import { anyTypolink, anyUrl } from './test-links';
import { encodeTypolink } from './typolink';

const place = (title: string, more: Partial<KnownPlace> = {}): KnownPlace => ({
  ...{ documentId: 'doc-1', isMaterial: true, title, url: '/materials/x' },
  ...more,
});
const knowing = (slugs: Record<string, KnownPlace[]> = {}, knownHosts: string[] = []): LinkKnowledge => ({
  findBySlug: (slug) => slugs[slug] ?? [],
  knownHosts,
});

const TITLE = '_blank external-link-new-window "Opens external link in new window"';

describe('a broken link', () => {
  it('to a known host is rebuilt, and is consistent', () => {
    const before = `http://www.example.org/news/archive ${TITLE}`;
    expect(repairLink(damage(before), knowing({}, ['www.example.org']))).toMatchObject({
      ...{ is: 'repaired', by: 'host', confidence: 'consistent', parameters: before },
      link: { target: { kind: 'url', url: 'http://www.example.org/news/archive' }, window: '_blank' },
    });
  });

  it('to an unknown host is not presented as known', () => {
    expect(repairLink(damage(`http://www.example.org/news ${TITLE}`), knowing())).toEqual({
      ...{ is: 'lost', reason: 'host-unknown', candidate: 'http://www.example.org/news' },
    });
  });

  it('with a known slug leads to its entry, even at an unknown host', () => {
    const sozial = place('Sozial im Netz von heute');
    const repaired = repairLink(
      damage(`http://old.example.org/db2/eintrag/sozial-im-netz-von-heute ${TITLE}`),
      knowing({ 'sozial-im-netz-von-heute': [sozial] })
    );
    expect(repaired).toMatchObject({ is: 'repaired', by: 'slug', place: sozial, confidence: 'consistent' });
  });

  it('with a short slug at an unknown host is a guess: others have a “poster” too', () => {
    const knowledge = knowing({ poster: [place('Poster')] });
    expect(repairLink(damage(`http://other.example.org/poster ${TITLE}`), knowledge)).toMatchObject({
      ...{ is: 'repaired', by: 'slug', confidence: 'guess' },
    });
  });

  it('with a slug that two entries have leads to none of them', () => {
    const knowledge = knowing({ poster: [place('Poster'), place('Poster', { documentId: 'doc-2' })] });
    expect(repairLink(damage(`http://other.example.org/poster ${TITLE}`), knowledge)).toMatchObject({ is: 'lost' });
  });

  it('finds the slug before .html', () => {
    const knowledge = knowing({ poster: [place('Poster')] }, ['www.example.org']);
    expect(repairLink('http: www.example.org a poster.html _blank', knowledge)).toMatchObject({
      ...{ by: 'slug', confidence: 'consistent' },
    });
  });

  it('is a guess where nothing tells where its address ends', () => {
    const repaired = repairLink('http: www.example.org a some words', knowing({}, ['www.example.org']));
    expect(repaired).toMatchObject({ is: 'repaired', confidence: 'guess' });
  });

  it('shows an ellipsis where words of a title are lost', () => {
    const damaged = damage('http://www.example.org/a _blank external-link "Zum Archiv der alten Meldungen"');
    expect(repairLink(damaged, knowing({}, ['www.example.org']))).toMatchObject({
      ...{
        confidence: 'consistent',
        parameters: 'http://www.example.org/a _blank external-link "… archiv der alten …"',
      },
    });
  });

  it('to a page is lost: a number leaves no trace', () => {
    expect(repairLink(damage('12 _blank internal-link'), knowing())).toEqual({
      ...{ is: 'lost', reason: 'address-lost', candidate: '' },
    });
  });

  it('to a record or file by its number is whole', () => {
    expect(repairLink('record:news:tx_news:12 _blank', knowing())).toMatchObject({
      ...{ is: 'repaired', by: 'handler', link: { target: { kind: 'record', uid: 12 } }, confidence: 'consistent' },
    });
    expect(repairLink('file:7', knowing())).toMatchObject({ link: { target: { kind: 'file', uid: 7 } } });
  });

  it('to a file gets its slashes back', () => {
    expect(repairLink('fileadmin material poster.pdf _blank download', knowing())).toMatchObject({
      ...{
        is: 'repaired',
        confidence: 'consistent',
        link: { target: { identifier: 'fileadmin/material/poster.pdf' } },
      },
    });
  });

  it('that lacks only its end keeps its target as stored', () => {
    expect(repairLink('http://www.example.org/2013/x?a=b _blank', knowing())).toMatchObject({
      ...{
        is: 'repaired',
        by: 'intact',
        confidence: 'proven',
        link: { target: { url: 'http://www.example.org/2013/x?a=b' } },
      },
    });
  });

  it('is never called proven, and never consistent unless the same damage gives what is stored', () => {
    fc.assert(
      fc.property(anyTypolink, fc.boolean(), (link, knowsHosts) => {
        const damaged = damage(encodeTypolink(link));
        const repaired = repairLink(damaged, { findBySlug: () => [], knownHosts: { includes: () => knowsHosts } });
        if (repaired.is === 'lost') {
          expect(repaired.reason).toMatch(/^(address-lost|host-unknown)$/);
          return;
        }
        expect(repaired.confidence).not.toBe('proven');
        if (repaired.confidence === 'consistent') expect(damage(repaired.parameters)).toBe(damaged);
      }),
      { numRuns: 1000 }
    );
  });

  it('of the form that the RTE wrote always comes back consistent from a known host', () => {
    fc.assert(
      fc.property(anyUrl, (address) => {
        const damaged = damage(`${address} ${TITLE}`);
        const repaired = repairLink(damaged, { findBySlug: () => [], knownHosts: { includes: () => true } });
        expect(repaired).toMatchObject({ is: 'repaired', confidence: 'consistent' });
        expect(repaired.is === 'repaired' && damage(repaired.parameters)).toBe(damaged);
      }),
      { numRuns: 500 }
    );
  });

  it('is told by its lost end or a scheme with nothing behind it', () => {
    expect(isBroken('12 _blank', false)).toBe(true);
    expect(isBroken('http: www.example.org a', true)).toBe(true);
    expect(isBroken('http://www.example.org/a', true)).toBe(false);
  });

  it('names the segments to be looked up', () => {
    expect(possibleSlugs('http: www.example.org db eintrag ein-poster _blank x')).toEqual(['ein-poster']);
    expect(possibleSlugs('http: www.example.org a b')).toEqual(['b', 'a']);
    expect(possibleSlugs('_blank x')).toEqual([]);
  });
});

describe('the words of a link without an end', () => {
  it.each([
    ['Poster Klartext als PDF', 'Poster Klartext', 'Poster Klartext', 'name'],
    ['poster klartext, als PDF', 'Poster Klartext', 'poster klartext', 'name'],
    ['SozPad als PDF', 'SozPad - Soziale Medien', 'SozPad', 'name'],
    ['Postersammlung', 'Poster', 'Postersammlung', 'first-word'],
    ['Pool noch als PDF', 'Poster', 'Pool', 'first-word'],
    ['hier.', null, 'hier', 'first-word'],
    ['„hier“, oder', null, '„hier', 'first-word'],
    ['', 'Poster', '', 'first-word'],
  ])('%s', (after, title, words, by) => {
    const found = linkTextLength(after, title);
    expect([after.slice(0, found.length), found.by]).toEqual([words, by]);
  });
});

const article = seedArticle();
const story = article === null ? describe.skip : describe;

story(`the link of the article it began with${skippedWithout(article)}`, () => {
  it('is rebuilt to the record of the brochure', () => {
    const damaged = /<link ([^>]*)>/.exec(article ?? '')?.[1] ?? '';
    const slug = 'sozpad-soziale-medien-fuer-organisationen-und-fachkraefte-in-der-kinder-und-jugendhilfe';
    const brochure = place('SozPad');
    expect(possibleSlugs(damaged)).toEqual([slug]);
    const repaired = repairLink(damaged, knowing({ [slug]: [brochure] }));
    expect(repaired).toMatchObject({ is: 'repaired', by: 'slug', place: brochure, confidence: 'consistent' });
    expect(repaired.is === 'repaired' && repaired.parameters).toBe(
      `http://www.jugendhilfeportal.de/db2/materialien/eintrag/${slug} ${TITLE}`
    );
    expect(repaired.is === 'repaired' && damage(repaired.parameters)).toBe(damaged);
  });
});
