// Words that tell a class of content where the shape of a request does not. English ones about the moment and about what
// is made up are read by the fingerprint room already; here are the commonest of other languages, and those that stand in
// texts too short for it. A list has to be right for short texts only: in a long one, chance words are not looked for.

/** What is true for a moment only. */
export const liveWords = words(
  ['today', 'tonight', 'right now', 'latest news', 'weather', 'stock price', 'share price', 'exchange rate'],
  ['heute', 'gerade jetzt', 'wetter', 'nachrichten', 'aktienkurs', 'wechselkurs'],
  ["aujourd'hui", 'aujourd’hui', 'en ce moment', 'météo', 'actualités', 'taux de change'],
  ['hoy', 'ahora mismo', 'noticias', 'tipo de cambio', 'hoje', 'agora mesmo', 'notícias', 'previsão do tempo'],
  ['oggi', 'in questo momento', 'che tempo fa', 'notizie', 'vandaag', 'nieuws', 'dziś', 'pogoda', 'bugün'],
  ['сегодня', 'сейчас', 'погода', 'новости', 'курс валют'],
  [
    '今天',
    '现在几点',
    '天气',
    '新闻',
    '股价',
    '汇率',
    '今日',
    '天気',
    'ニュース',
    '株価',
    '為替',
    '오늘',
    '날씨',
    '뉴스',
    '환율',
  ],
);

/** Somebody orders something to be made up: the verb first, then what it is. Together with {@link madeUpThings}. */
export const makeUpVerbs = words(
  ['write', 'tell', 'compose', 'invent', 'make up', 'brainstorm'],
  ['schreib', 'schreibe', 'erzähl', 'erzähle', 'dichte', 'erfinde'],
  ['écris', 'écrivez', 'raconte', 'racontez', 'invente', 'inventez', 'escribe', 'cuenta', 'cuéntame', 'inventa'],
  ['escreva', 'conte', 'scrivi', 'racconta', 'schrijf', 'vertel', 'napisz', 'opowiedz'],
  ['напиши', 'расскажи', 'придумай', 'сочини'],
  ['写', '讲', '编', '書いて', '作って', '話して', '써줘', '써 줘', '지어줘', '들려줘'],
);
export const madeUpThings = words(
  ['poem', 'story', 'joke', 'haiku', 'limerick', 'song', 'lyrics', 'slogan', 'fairy tale'],
  ['gedicht', 'geschichte', 'witz', 'märchen', 'lied', 'poème', 'histoire', 'blague', 'conte', 'chanson'],
  ['poema', 'cuento', 'historia', 'chiste', 'canción', 'piada', 'história', 'poesia', 'barzelletta', 'storia'],
  ['verhaal', 'mop', 'wiersz', 'bajkę', 'żart', 'стихотворение', 'стих', 'сказку', 'историю', 'шутку', 'анекдот'],
  ['诗', '故事', '笑话', '歌词', '詩', '物語', 'ジョーク', '俳句', '歌詞', '시를', '시 한', '이야기', '농담'],
);

/** A given text is wanted in other words. */
export const summaryWords = words(
  ['summarize', 'summarise', 'summary', 'tl;dr', 'tldr', 'recap', 'condense', 'key points', 'main points'],
  ['fasse', 'zusammenfassen', 'zusammenfassung', 'kernaussagen', 'résume', 'résumez', 'résumer', 'résumé', 'synthèse'],
  ['resume el', 'resume la', 'resume este', 'resume esta', 'resumir', 'resumen', 'resuma', 'resumo', 'resumir'],
  ['riassumi', 'riassunto', 'samenvatten', 'samenvatting', 'streść', 'podsumuj', 'özetle'],
  ['резюмируй', 'кратко изложи', 'краткое содержание'],
  ['总结', '概括', '摘要', '總結', '要約', 'まとめて', '요약'],
);

/** A given text is to be put into a class. */
export const classificationWords = words(
  ['classify', 'classifier', 'categorize', 'categorise', 'sentiment analysis', 'label the', 'labels'],
  ['klassifiziere', 'kategorisiere', 'ordne ein', 'classe', 'classez', 'classifie', 'catégorise'],
  ['clasifica', 'clasifique', 'categoriza', 'classifique', 'classifica', 'classificeer', 'sklasyfikuj'],
  ['классифицируй', 'определи категорию'],
  ['分类', '归类', '分類', '분류'],
);

/**
 * Finds any of them as a whole word, in any case. Where a script has no spaces between words, anywhere.
 */
function words(...languages: readonly (readonly string[])[]): RegExp {
  const all = languages.flat();
  const isSpaceless = (word: string) => /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}]/u.test(word);
  const spaced = all.filter(word => !isSpaceless(word)).join('|');
  const spaceless = all.filter(isSpaceless).join('|');
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${spaced})(?![\\p{L}\\p{N}])|${spaceless}`, 'iu');
}
