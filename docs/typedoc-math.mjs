import { katex } from '@mdit/plugin-katex';
import { Application } from 'typedoc';

/**
 * Typedoc plugin: `$…$` becomes MathML while the pages are written, so that they need neither a script nor a font nor a network.
 *
 * The option is set once everything is loaded; set in `load` itself, it would be overwritten without a word.
 */
export function load(app) {
  app.on(Application.EVENT_BOOTSTRAP_END, () => {
    app.options.setValue('markdownItLoader', (parser) => {
      parser.use(katex, { delimiters: 'dollars', output: 'mathml', throwOnError: true });
    });
  });
}
