/** The names that \\p{…} knows. Source: go 1.26 src/unicode/tables.go, src/regexp/syntax/parse.go:1676 unicodeTable. */

/** In lower case, and without what separates their words. */
const categories =
  'c casedletter cc cf closepunctuation cn cntrl co combiningmark connectorpunctuation control cs currencysymbol ' +
  'dashpunctuation decimalnumber digit enclosingmark finalpunctuation format initialpunctuation l lc letter ' +
  'letternumber lineseparator ll lm lo lowercaseletter lt lu m mark mathsymbol mc me mn modifierletter ' +
  'modifiersymbol n nd nl no nonspacingmark number openpunctuation other otherletter othernumber otherpunctuation ' +
  'othersymbol p paragraphseparator pc pd pe pf pi po privateuse ps punct punctuation s sc separator sk sm so ' +
  'spaceseparator spacingmark surrogate symbol titlecaseletter unassigned uppercaseletter z zl zp zs';

/** Those of one word: scripts of several words are never found, as Go looks for them without their underscores. */
const scripts =
  'adlam ahom arabic armenian avestan balinese bamum batak bengali bhaiksuki bopomofo brahmi braille buginese buhid ' +
  'carian chakma cham cherokee chorasmian common coptic cuneiform cypriot cyrillic deseret devanagari dogra ' +
  'duployan elbasan elymaic ethiopic georgian glagolitic gothic grantha greek gujarati gurmukhi han hangul hanunoo ' +
  'hatran hebrew hiragana inherited javanese kaithi kannada katakana kawi kharoshthi khmer khojki khudawadi lao ' +
  'latin lepcha limbu lisu lycian lydian mahajani makasar malayalam mandaic manichaean marchen medefaidrin miao ' +
  'modi mongolian mro multani myanmar nabataean nandinagari newa nko nushu ogham oriya osage osmanya palmyrene ' +
  'phoenician rejang runic samaritan saurashtra sharada shavian siddham sinhala sogdian soyombo sundanese syriac ' +
  'tagalog tagbanwa takri tamil tangsa tangut telugu thaana thai tibetan tifinagh tirhuta toto ugaritic vai ' +
  'vithkuqi wancho yezidi yi';

const names = new Set([...categories.split(' '), ...scripts.split(' '), 'any', 'assigned', 'ascii']);

/** Whether Go knows a class of characters by a name. */
export const isUnicodeClass = (name: string): boolean => names.has(name.replaceAll(/[_ -]/g, '').toLowerCase());
