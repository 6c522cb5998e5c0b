package shell

import (
	"context"
	"fmt"
	"strconv"
	"strings"
)

var settingsTable = table{
	"set": {
		Group: Session, Args: "[NAME [VALUE]]",
		Summary: "show or change how values are printed",
		Detail: "The settings are depth, the levels of nesting; items, the elements of one slice or map; fields, those of one " +
			"struct, where one that has more is printed without those that are zero; bytes, the length of a value; width, the " +
			"columns, 0 for those of the terminal; and timing, on or off: a line after each statement that tells how long it " +
			"took. The value default brings back what it was at first. They last until the session ends.",
		Complete: settingNames, Run: set,
	},
}

// settings are what set changes.
type settings struct {
	limits Limits // Width 0: that of the terminal
	timing bool
}

var defaults = settings{limits: Limits{Depth: 6, Items: 100, Fields: 8, Bytes: 16 << 10}}

// A setting is one of the settings by name.
type setting struct {
	name   string
	values string // what it can be, for people
	get    func(*settings) string
	set    func(*settings, string) bool
}

func number(name string, field func(*settings) *int) setting {
	return setting{
		name, "a number, 0 for no bound",
		func(s *settings) string { return strconv.Itoa(*field(s)) },
		func(s *settings, text string) bool {
			n, err := strconv.Atoi(text)
			if err != nil || n < 0 {
				return false
			}
			*field(s) = n
			return true
		},
	}
}

var allSettings = []setting{
	number("depth", func(s *settings) *int { return &s.limits.Depth }),
	number("items", func(s *settings) *int { return &s.limits.Items }),
	number("fields", func(s *settings) *int { return &s.limits.Fields }),
	number("bytes", func(s *settings) *int { return &s.limits.Bytes }),
	number("width", func(s *settings) *int { return &s.limits.Width }),
	{
		"timing", "on or off",
		func(s *settings) string { return map[bool]string{true: "on", false: "off"}[s.timing] },
		func(s *settings, text string) bool {
			s.timing = text == "on"
			return text == "on" || text == "off"
		},
	},
}

func set(_ context.Context, c *Call) error {
	if err := c.needs(0, 2); err != nil {
		return err
	}
	s, words := c.Shell, c.Words()
	if len(words) == 0 {
		words = nil
	}
	var b strings.Builder
	data := fields{}
	known := false
	for _, one := range allSettings {
		if len(words) > 0 && one.name != words[0] {
			continue
		}
		known = true
		if len(words) == 2 {
			value := words[1]
			if value == "default" {
				value = one.get(&defaults)
			}
			if !one.set(&s.settings, value) {
				return c.misuse("%s is no value of %s: that is %s, or default", words[1], one.name, one.values)
			}
		}
		fmt.Fprintf(&b, "%-7s %s\n", one.name, one.get(&s.settings))
		data[one.name] = one.get(&s.settings)
	}
	if !known {
		var names []string
		for _, one := range allSettings {
			names = append(names, one.name)
		}
		return c.misuse("there is no setting %s; there are %s", words[0], strings.Join(names, ", "))
	}
	s.view.result("settings", data, b.String())
	return nil
}

func settingNames(c *Call) []Completion {
	var list []Completion
	if len(c.words) > 0 {
		if c.words[0].text == "timing" {
			return []Completion{{Text: "on"}, {Text: "off"}}
		}
		return []Completion{{Text: "default"}}
	}
	for _, one := range allSettings {
		list = append(list, Completion{Text: one.name, Hint: one.get(&c.Shell.settings), Ends: true})
	}
	return list
}
