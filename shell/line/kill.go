package line

import "slices"

// killsKept is how many texts that were cut can be put back.
const killsKept = 16

// Kills are the texts that ^K, ^U, ^W and their like have cut, oldest first. What several keys in a row cut is one text, in the
// order in which it stood in the line. ^Y puts the newest back, and alt-y behind it the one before in its place.
type kills struct {
	texts  [][]rune
	yanked int // which of them the last ^Y or alt-y put into the line
}

// cut does to d what the key c says, that came after the key before. ^K and ^U stay within the line of a text of several, but for
// its newline.
func (k *kills) cut(d draft, c, before keyCode) draft {
	i, j := d.span(c)
	if i == j {
		return d
	}
	d, text := d.cut(i, j)
	n := len(k.texts)
	switch {
	case n == 0 || !before.cuts():
		k.texts = append(k.texts, text)
		if n == killsKept {
			k.texts = slices.Delete(k.texts, 0, 1)
		}
	case c.cutsBack():
		k.texts[n-1] = append(text, k.texts[n-1]...)
	default:
		k.texts[n-1] = append(k.texts[n-1], text...)
	}
	return d
}

// yank puts the newest text in at the cursor.
func (k *kills) yank(d draft) draft {
	if len(k.texts) == 0 {
		return d
	}
	k.yanked = len(k.texts) - 1
	return d.insert(k.texts[k.yanked])
}

// yankPop replaces what has been put in by the text before it, the oldest by the newest. It reports false if the key before has not
// put it in.
func (k *kills) yankPop(d draft, before keyCode) (draft, bool) {
	if len(k.texts) == 0 || before != keyYank && before != keyYankPop {
		return d, false
	}
	from := d.pos - len(k.texts[k.yanked])
	if from < 0 || !slices.Equal(d.text[from:d.pos], k.texts[k.yanked]) { // the alt-y before was in vain
		return d, false
	}
	k.yanked = (k.yanked + len(k.texts) - 1) % len(k.texts)
	return d.replace(from, d.pos, k.texts[k.yanked]), true
}

// cuts reports whether the key cuts text that ^Y puts back; cutsBack, whether it does so before the cursor.
func (c keyCode) cuts() bool { return c == keyKillEnd || c == keyKillWord || c.cutsBack() }

func (c keyCode) cutsBack() bool {
	return c == keyKillStart || c == keyKillBlankBack || c == keyKillWordBack
}

// span is what the key c cuts.
func (d draft) span(c keyCode) (from, to int) {
	i, j := d.pos, d.pos
	switch c {
	case keyKillEnd:
		if j = d.lineEnd(); i == j && j < len(d.text) {
			j++
		}
	case keyKillStart:
		if i = d.lineStart(); i == j && i > 0 {
			i--
		}
	case keyKillWord:
		j = d.wordRight()
	case keyKillWordBack:
		i = d.wordLeft()
	case keyKillBlankBack:
		i = d.blankLeft()
	}
	return i, j
}
