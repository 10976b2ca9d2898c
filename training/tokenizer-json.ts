import {
  continuation,
  maxTokens,
  maxWordChars,
  padId,
  padToken,
  unknownId,
  unknownToken,
  wordPattern,
  type Vocabulary,
} from '../src/proxy/cache/verify/word-pieces.js';

/** The JSON files that lie beside the model and tell the loader how to cut text and what it loads. */
export function configFiles(vocabulary: Vocabulary, size: number): Readonly<Record<string, object>> {
  return {
    'config.json': {
      model_type: 'bert',
      architectures: ['BertModel'],
      hidden_size: size,
      vocab_size: vocabulary.size,
      max_position_embeddings: 4096,
    },
    'tokenizer_config.json': {
      tokenizer_class: 'BertTokenizer',
      do_lower_case: true,
      model_max_length: maxTokens,
      unk_token: unknownToken,
      pad_token: padToken,
    },
    'tokenizer.json': tokenizerJson(vocabulary),
  };
}

/** The same rules as `tokenise`, in the words of the tokenizer file format. */
function tokenizerJson(vocabulary: Vocabulary): object {
  return {
    version: '1.0',
    truncation: null,
    padding: null,
    added_tokens: [special(padId, padToken), special(unknownId, unknownToken)],
    normalizer: { type: 'Sequence', normalizers: [{ type: 'NFKC' }, { type: 'Lowercase' }] },
    pre_tokenizer: { type: 'Split', pattern: { Regex: wordPattern }, behavior: 'Removed', invert: true },
    post_processor: null,
    decoder: { type: 'WordPiece', prefix: continuation, cleanup: false },
    model: {
      type: 'WordPiece',
      unk_token: unknownToken,
      continuing_subword_prefix: continuation,
      max_input_chars_per_word: maxWordChars,
      vocab: Object.fromEntries(vocabulary),
    },
  };
}

function special(id: number, content: string): object {
  return { id, content, special: true, normalized: false, single_word: false, lstrip: false, rstrip: false };
}
