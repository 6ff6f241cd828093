import { createElement, useEffect, useRef, type ReactElement, type ReactNode, type Ref } from 'react';

import type { MaterialAction as Action } from './action';
import type { MaterialActionChange, MaterialActionElement } from './element/element';
import { partsOf } from './render';

export interface MaterialActionProps {
  readonly documentId: string;
  /** The edition's language; by default the page's. */
  readonly locale?: string;
  /** Address of the portal. */
  readonly src?: string;
  /** Seconds, at least 5. */
  readonly refresh?: number;
  /** The portal tells at once what changed. */
  readonly live?: boolean;
  readonly materialTitle?: string;
  /** What the page already has: shown at once, on the server too. */
  readonly action?: Action;
  readonly onChange?: (change: MaterialActionChange) => void;
  readonly className?: string;
  /** Shown until the portal has answered and when it cannot be asked. */
  readonly children?: ReactNode;
}

/** Attributes as React hands them to a button that a server writes. */
const NAMES: Readonly<Record<string, string>> = { class: 'className', hreflang: 'hrefLang' };

const childrenFrom = (action: Action, locale: string | undefined, origin: string | undefined): ReactNode[] =>
  partsOf(action, { ...(locale === undefined ? {} : { locale }), ...(origin === undefined ? {} : { origin }) }).flatMap(
    ({ tag, attributes, text }, index) => {
      const given = Object.entries(attributes).filter(([, value]) => value !== null);
      const props = Object.fromEntries(given.map(([name, value]) => [NAMES[name] ?? name, value]));
      return [...(index === 0 ? [] : [' ']), createElement(tag, { ...props, key: index }, text)];
    }
  );

/**
 * `<material-action>` for React 18 and 19. With `action`, the server renders the button; the element takes over once React has
 * taken over the page.
 */
export const MaterialAction = (props: MaterialActionProps): ReactElement => {
  const { documentId, locale, src, refresh, live, materialTitle, action, onChange, className, children } = props;
  const element = useRef<MaterialActionElement>(null);

  useEffect(() => {
    void import('@inprint/client/element');
  }, []);
  useEffect(() => {
    if (element.current && action) element.current.action = action;
  }, [action]);
  useEffect(() => {
    const { current } = element;
    if (!current || !onChange) return;
    const listen = (event: Event): void => onChange((event as CustomEvent<MaterialActionChange>).detail);
    current.addEventListener('material-action-change', listen);
    return () => current.removeEventListener('material-action-change', listen);
  }, [onChange]);

  return createElement(
    'material-action',
    {
      ref: element,
      'document-id': documentId,
      'material-title': materialTitle,
      locale,
      src,
      refresh,
      live: live ? '' : undefined,
      class: className,
    },
    ...(action ? childrenFrom(action, locale, src) : [children])
  );
};

interface MaterialActionAttributes {
  readonly 'document-id': string;
  readonly locale?: string | undefined;
  readonly src?: string | undefined;
  readonly refresh?: number | string | undefined;
  readonly live?: boolean | '' | undefined;
  readonly 'material-title'?: string | undefined;
  /** As a property: React 19. */
  readonly action?: Action | undefined;
  readonly class?: string | undefined;
  readonly id?: string | undefined;
  readonly children?: ReactNode;
  readonly ref?: Ref<MaterialActionElement>;
}

declare module 'react' {
  // eslint-disable-next-line @typescript-eslint/no-namespace -- React's own types are extended this way
  namespace JSX {
    interface IntrinsicElements {
      'material-action': MaterialActionAttributes;
    }
  }
}
