import { publicApi, Widget } from './widget.ts';

// `currentScript` is null in a module; the tag is then found by its address.
const script = document.currentScript ?? document.querySelector('script[src*="/widget.js"]');

// Loaded twice, the first one stays.
if (script instanceof HTMLScriptElement && !window.Madoguchi) {
  window.Madoguchi = publicApi(new Widget(new URL('.', script.src), script.dataset));
}
