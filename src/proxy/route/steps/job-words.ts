// How people give narrow jobs, in the languages that developers write most: stems, so that no form of a word is missed.
// Stems of languages written without spaces stand alone; all others begin a word. They are
// parts of regular expressions. Nothing else in routing reads words.

/** A job is what is done to what, in either order and in one sentence. Each line is one language. */
export const jobWords = {
  sentiment: [
    ['classify|analy[sz]e|determine|detect|identify|rate|what is', 'sentiment'],
    ['klassifizier|analysier|bestimm|erkenn|ermittl|bewert', 'stimmung|sentiment'],
    ['classe[zr]?\\b|analyse[zr]?\\b|détermin|identifie[zr]?\\b|évalu', 'sentiment|tonalité'],
    ['clasific|analiz|determin|identific|evalú|detect', 'sentimiento'],
    ['classifi|analis|determin|identifi|avali|detect', 'sentimento'],
    ['classifica\\b|classificare|analizz|determina\\b|identifica\\b|valut', 'sentiment'],
    ['classificeer|analyseer|bepaal|beoordeel', 'sentiment|stemming'],
    ['sklasyfikuj|zaklasyfikuj|określ|oceń|przeanalizuj', 'sentyment|wydźwięk|nastrój'],
    ['классифицир|определ|оцени|проанализир', 'тональност|сентимент'],
    ['分析|分類|判定|判断|判別', '感情|センチメント'],
    ['分析|分类|分類|判断|识别', '情感|情绪|情緒'],
    ['분석|분류|판단|판별', '감정|감성'],
  ],
  extraction: [
    ['extract', 'entit|names?\\b|dates?\\b|fields?\\b|keywords?\\b'],
    ['extrahier', 'entität|namen|datumsangaben|felder|schlüsselwört|schlüsselbegriff'],
    ['extrai|extray', 'entités|noms|dates|champs|mots[- ]clés'],
    ['extrae|extrai', 'entidades|nombres|fechas|campos|palabras clave'],
    ['extrai|extraia', 'entidades|nomes|datas|campos|palavras-chave'],
    ['estrai|estrarre|estragg', 'entità|nomi|date|campi|parole chiave'],
    ['extraheer', 'entiteiten|namen|datums|velden|trefwoorden'],
    ['wyodrębnij|wyciągnij|wydobądź', 'encje|nazw|daty|pola|słowa kluczowe'],
    ['извлек|выдели', 'сущност|имена|имен|даты|поля|ключевые слова'],
    ['抽出', '固有表現|人名|名前|日付|項目|キーワード|エンティティ'],
    ['提取|抽取', '实体|實體|人名|姓名|名字|日期|字段|关键词|關鍵詞'],
    ['추출', '개체|이름|날짜|필드|키워드'],
  ],
  classification: [
    [
      'classify|classifies|categori[sz]e',
      'text|message|e-?mail|ticket|review|comment|sentence|article|document|request|feedback|following',
    ],
    ['klassifizier|kategorisier', 'text|nachricht|e-?mail|ticket|bewertung|kommentar|satz|artikel|anfrage|folgende'],
    [
      'classe[zr]?\\b|classifiez?\\b|catégoris',
      'text|message|e-?mail|courriel|ticket|avis|commentaire|phrase|article|demande|suivant',
    ],
    ['clasific|categoriz', 'text|mensaje|correo|ticket|reseña|comentario|frase|artículo|solicitud|siguiente'],
    [
      'classifique|classifica\\b|classificar|categoriz',
      'text|mensage|e-?mail|ticket|avaliaç|comentário|frase|artigo|pedido|seguinte',
    ],
    [
      'classifica\\b|classificare|categorizz',
      'test|messaggi|e-?mail|ticket|recension|comment|frase|articol|richiest|seguent',
    ],
    ['classificeer|categoriseer', 'tekst|bericht|e-?mail|ticket|recensie|reactie|zin|artikel|verzoek|volgende'],
    [
      'sklasyfikuj|zaklasyfikuj|skategoryzuj',
      'tekst|wiadomoś|e-?mail|zgłoszeni|recenzj|komentarz|zdani|artykuł|następując',
    ],
    ['классифицир|категоризир', 'текст|сообщени|письм|заявк|отзыв|комментари|предложени|стать|следующ'],
    ['分類', '文章|テキスト|メッセージ|メール|チケット|レビュー|コメント|問い合わせ'],
    ['分类|分類|归类|歸類', '文本|消息|邮件|郵件|工单|評論|评论|句子|文章|留言'],
    ['분류', '텍스트|메시지|메일|이메일|티켓|리뷰|댓글|문장|문의'],
  ],
  translation: [
    ['translat', ''],
    ['übersetz', ''],
    ['tradui|traduct', ''],
    ['traduc|traduzc', ''],
    ['traduz|tradut|traduç', ''],
    ['traduc|tradur|tradutt|traduz', ''],
    ['vertaal|vertal', ''],
    ['przetłumacz|tłumacz', ''],
    ['перевед|переводчик', ''],
    ['翻訳|訳して', ''],
    ['翻译|翻譯|译成|译为|譯成', ''],
    ['번역', ''],
  ],
} as const satisfies Readonly<Record<string, readonly (readonly [does: string, to: string])[]>>;

export type JobName = keyof typeof jobWords;

/** Languages that people have things translated into, in the words of each. A programming language is none of them. */
export const languageNames = [
  'english|german|french|spanish|portuguese|italian|dutch|polish|japanese|chinese|korean|russian|arabic|hindi|turkish|ukrainian|swedish|danish|czech',
  'englisch|deutsch|französisch|spanisch|portugiesisch|italienisch|niederländisch|polnisch|japanisch|chinesisch|koreanisch|russisch',
  'anglais|allemand|français|espagnol|portugais|italien|néerlandais|polonais|japonais|chinois|coréen|russe',
  'inglés|alemán|francés|español|portugués|italiano|neerlandés|polaco|japonés|chino|coreano|ruso',
  'inglês|alemão|francês|espanhol|português|holandês|polonês|japonês|chinês|russo',
  'inglese|tedesco|francese|spagnolo|portoghese|olandese|polacco|giapponese|cinese',
  'engels|duits|frans|spaans|portugees|italiaans|nederlands|pools|japans|chinees|koreaans|russisch',
  'angielsk|niemieck|francusk|hiszpańsk|portugalsk|włosk|niderlandzk|polsk|japońsk|chińsk|koreańsk|rosyjsk',
  'английск|немецк|французск|испанск|португальск|итальянск|голландск|нидерландск|польск|японск|китайск|корейск|русск',
  '英語|ドイツ語|フランス語|スペイン語|ポルトガル語|イタリア語|オランダ語|ポーランド語|日本語|中国語|韓国語|ロシア語',
  '英文|英语|英語|德语|法语|西班牙语|葡萄牙语|意大利语|荷兰语|波兰语|日语|日文|中文|汉语|韩语|俄语',
  '영어|독일어|프랑스어|스페인어|포르투갈어|이탈리아어|네덜란드어|폴란드어|일본어|중국어|한국어|러시아어',
] as const;
