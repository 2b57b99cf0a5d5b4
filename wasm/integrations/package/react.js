'use client';
// <VitrinePlayground> and its kin for React: attributes, properties and events of the elements as properties of a
// component, the same in React 18 and newer, on a server too. Nothing here needs to be compiled.
import {
  createElement,
  forwardRef,
  useEffect,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
} from 'react';
import './index.js';

const kEvent = /^on(Ready|Request|Response|Error|Navigate)$/;
const useBeforePaint = typeof document === 'undefined' ? useEffect : useLayoutEffect;

const kebab = (name) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** Sorts the properties of a component: what markup can carry becomes an attribute, all else a property. */
function sorted(props) {
  const attributes = {};
  const properties = {};
  const events = {};
  for (const [name, value] of Object.entries(props)) {
    const event = kEvent.exec(name);
    if (event) events[`vitrine-${event[1].toLowerCase()}`] = value;
    else if (name === 'className') attributes.class = value;
    else if (
      /^(children|style|key|id|slot|title|lang|dir|role|tabIndex|hidden|suppressHydrationWarning|dangerouslySetInnerHTML|on[A-Z].*|data-.*|aria-.*)$/.test(
        name,
      )
    )
      attributes[name] = value;
    else if (value === true) attributes[kebab(name)] = '';
    else if (value === false || value === null || value === undefined) continue;
    else if (name === 'description' || typeof value === 'object' || typeof value === 'function')
      properties[name] = value;
    else attributes[kebab(name)] = String(value);
  }
  return { attributes, properties, events };
}

function wrapper(tag, name) {
  const Component = forwardRef((props, ref) => {
    const element = useRef(null);
    const { attributes, properties, events } = sorted(props);
    const listeners = useRef(events);
    const before = useRef({});
    useImperativeHandle(ref, () => element.current, []);
    useBeforePaint(() => {
      listeners.current = events;
      for (const [key, value] of Object.entries(properties))
        if (before.current[key] !== value) element.current[key] = value;
      for (const key of Object.keys(before.current))
        if (!(key in properties)) element.current[key] = null;
      before.current = properties;
    });
    useBeforePaint(() => {
      const target = element.current;
      const names = ['ready', 'request', 'response', 'error', 'navigate'].map(
        (each) => `vitrine-${each}`,
      );
      // Looked up when it happens: a new function is no reason to listen anew.
      const listen = (event) => event.target === target && listeners.current[event.type]?.(event);
      for (const each of names) target.addEventListener(each, listen);
      return () => names.forEach((each) => target.removeEventListener(each, listen));
    }, []);
    return createElement(tag, { ...attributes, ref: element });
  });
  Component.displayName = name;
  return Component;
}

export const VitrinePlayground = wrapper('vitrine-playground', 'VitrinePlayground');
export const VitrineOperation = wrapper('vitrine-operation', 'VitrineOperation');
export const VitrineSchema = wrapper('vitrine-schema', 'VitrineSchema');
