import { createWidget } from './widget.ts';

const script = document.currentScript;

// Loaded twice, the first one stays. In a module there is no `currentScript`: it is a plain script tag.
if (script instanceof HTMLScriptElement && !window.Madoguchi) {
  window.Madoguchi = createWidget(new URL('.', script.src), script.dataset);
}
