package states

import (
	"strings"
	"testing"
)

func TestPackageOf(t *testing.T) {
	t.Parallel()
	for function, want := range map[string]string{
		"main.init":                                   "main",
		"example.com/app/db.init":                     "example.com/app/db",
		"example.com/app/db.init.0":                   "example.com/app/db",
		"example.com/app/db.glob..func1":              "example.com/app/db",
		"example.com/app/db.(*Pool).New":              "example.com/app/db",
		"example.com/app/db.make[...]":                "example.com/app/db",
		"example.com/app/db.make[example.com/x/y.Z]":  "example.com/app/db",
		"gopkg.in/yaml%2ev3.init":                     "gopkg.in/yaml.v3",
		"github.com/mrepl/mrepl/states_test.TestName": "github.com/mrepl/mrepl/states_test",
	} {
		if got := packageOf(function); got != want {
			t.Errorf("packageOf(%q) = %q, want %q", function, got, want)
		}
	}
}

func TestPrefixIsRelativeToTheMainPackageOrModule(t *testing.T) {
	t.Parallel()
	const module = "example.com/app"
	for _, c := range []struct{ pkg, mainPkg, module, want string }{
		{"example.com/app/cmd/shop/db", "example.com/app/cmd/shop", module, "db"},
		{"example.com/app/db", "example.com/app/cmd/shop", module, "db"},
		{"example.com/app/cmd/shopping", "example.com/app/cmd/shop", module, "cmd/shopping"},
		{"example.com/app", "example.com/app/cmd/shop", module, "app"},
		{"main", "example.com/app/cmd/shop", module, "main"},
		{"example.com/other/db", "example.com/app", module, "example.com/other/db"},
		{"example.com/app/db", "", "", "example.com/app/db"},
	} {
		if got := prefixFor(c.pkg, c.mainPkg, c.module); got != c.want {
			t.Errorf("prefixFor(%q) = %q, want %q", c.pkg, got, c.want)
		}
	}
}

func TestValidNames(t *testing.T) {
	t.Parallel()
	for _, good := range []string{"conn", "nyse-app", "v1.2", "größe", "a_b"} {
		if problem := validName(good); problem != "" {
			t.Errorf("%q: %s", good, problem)
		}
	}
	for _, bad := range []string{"", "a b", "a/b", "a=b", "a|b", "a\nb", `a"b`, "a'b"} {
		if validName(bad) == "" {
			t.Errorf("%q is valid", bad)
		}
	}
}

func TestDistance(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		a, b  string
		limit int
		want  int
	}{
		{"conn", "conn", 2, 0}, {"conn", "con", 2, 1}, {"conn", "cnon", 2, 1}, {"conn", "cann", 2, 1},
		{"", "ab", 2, 2}, {"conn", "x", 2, 3}, {"kitten", "sitting", 9, 3},
	} {
		if got := distance(c.a, c.b, c.limit); got != c.want {
			t.Errorf("distance(%q, %q) = %d, want %d", c.a, c.b, got, c.want)
		}
	}
}

func TestNearestFindsSlips(t *testing.T) {
	t.Parallel()
	names := []string{"start", "stop", "restart", "db/conn", "mq/conn", "db/Cache"}
	for word, want := range map[string]string{
		"strat": "start", "STOP": "stop", "retsart": "restart", "con": "db/conn mq/conn", "db/con": "db/conn",
		"cahce": "db/Cache", "s": "", "": "", "stat": "start", "nothing": "",
	} {
		if got := strings.Join(Nearest(word, names), " "); got != want {
			t.Errorf("Nearest(%q) is %q, want %q", word, got, want)
		}
	}
}

func TestAnUnknownNameIsMetWithAtMostFiveOthers(t *testing.T) {
	t.Parallel()
	r := NewRegistry()
	for _, name := range []string{"a", "conn", "conn1", "conn2", "conn3", "conn4", "conn5"} {
		ValueIn(r, name, 0)
	}
	for name, want := range map[string]string{
		"cnn": "conn", "db/conm": "conn", "connection": "conn", "onn": "conn", "nn": "conn conn1 conn2 conn3 conn4", "n": "",
	} {
		var got []string
		for _, n := range r.near(name) {
			got = append(got, shortName(n))
		}
		if strings.Join(got, " ") != want {
			t.Errorf("near(%q) is %q, want %q", name, got, want)
		}
	}
}

func TestAPackageStandsForItsStates(t *testing.T) {
	t.Parallel()
	r := NewRegistry()
	for _, name := range []string{"connection", "listener"} {
		ValueIn(r, name, 0)
	}
	if got := strings.Join(r.near("states"), " "); got != "states/connection states/listener" {
		t.Errorf("it is met with %q", got)
	}
}
