package conf

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// write makes a file with the text and returns its path.
func write(t *testing.T, text string) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "config.yaml")
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

func TestShippedFileSaysTheDefaults(t *testing.T) {
	t.Parallel()
	got, err := read(filepath.Join("..", "config.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	got.File = ""
	if want := defaults(); got != want {
		t.Errorf("config.yaml: %+v, defaults: %+v", got, want)
	}
}

func TestRead(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]Settings{
		"":                             {DB: DB{"sqlite::memory:"}, WWW: WWW{"localhost", 4242}},
		"# nothing\n":                  {DB: DB{"sqlite::memory:"}, WWW: WWW{"localhost", 4242}},
		"www: {port: 80}":              {DB: DB{"sqlite::memory:"}, WWW: WWW{"localhost", 80}},
		"db: {uri: x}\nwww:\n host: h": {DB: DB{"x"}, WWW: WWW{"h", 4242}},
	} {
		file := write(t, text)
		want.File = file
		if got, err := read(file); got != want || err != nil {
			t.Errorf("%q: %+v, %v; want %+v", text, got, err, want)
		}
	}
}

func TestErrorsInTheFileHaveItsLine(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"www:\n  prot: 1":                        "FILE:2: field prot not found",
		"www:\n  port: many":                     "FILE:2: cannot unmarshal !!str `many` into int",
		"wwww: {}\ndb:\n  url: x":                "FILE:1: field wwww not found\nFILE:3: field url not found",
		"db: {uri: a}\ndb: {uri: b}":             `FILE:2: mapping key "db" already defined at line 1`,
		"db:\n\turi: x":                          "FILE:2: found character that cannot start any token",
		"db: {uri: x}\n---\ndb: {uri: y}\n":      "FILE: more than one YAML document",
		"db: {uri: x}\n---\n}":                   "FILE: more than one YAML document",
		"just text":                              "FILE:1: cannot unmarshal !!str `just text` into conf.Settings",
		strings.Repeat("[", 20_000) + "\n":       "FILE: exceeded max depth",
		"db:\n  uri: [a, b]\nwww:\n  host: {}\n": "FILE:2: cannot unmarshal !!seq into string\nFILE:4: cannot unmarshal !!map into string",
	} {
		file := write(t, text)
		_, err := read(file)
		if err == nil {
			t.Errorf("%.40q: no error", text)
			continue
		}
		if got := strings.ReplaceAll(err.Error(), file, "FILE"); !strings.HasPrefix(got, want) {
			t.Errorf("%.40q: error\n%s\nwant\n%s", text, got, want)
		}
	}
}

func TestArgumentsWinOverTheFile(t *testing.T) {
	t.Parallel()
	file := write(t, "www: {host: here, port: 80}")
	got, err := load(map[string]any{"config": file, "port": 0, "db": "sqlite:x"})
	if want := (Settings{File: file, DB: DB{"sqlite:x"}, WWW: WWW{"here", 0}}); got != want || err != nil {
		t.Errorf("%+v, %v; want %+v", got, err, want)
	}
	got, err = load(map[string]any{"config": file, "port": "8081", "host": "there"})
	if want := (WWW{"there", 8081}); got.WWW != want || err != nil {
		t.Errorf("%+v, %v; want %+v", got.WWW, err, want)
	}
}

func TestWrongArguments(t *testing.T) {
	t.Parallel()
	file := write(t, "")
	for want, args := range map[string]map[string]any{
		`no argument "prot": there are config, db, host and port`: {"config": file, "prot": 1},
		"argument port=many is not a number":                      {"config": file, "port": "many"},
		"www.port 65536 is not from 0 to 65535":                   {"config": file, "port": 65536},
		"db.uri is empty":                                         {"config": file, "db": ""},
		"open none.yaml: no such file or directory":               {"config": "none.yaml"},
	} {
		if _, err := load(args); err == nil || err.Error() != want {
			t.Errorf("%v: error %v, want %s", args, err, want)
		}
	}
}

func TestFileIsFoundAboveTheWorkingDirectory(t *testing.T) {
	t.Parallel()
	got, err := load(nil)
	if err != nil {
		t.Fatal(err)
	}
	want, err := filepath.Abs(filepath.Join("..", "config.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	if got.File != want {
		t.Errorf("the file is %s, want %s", got.File, want)
	}
}
