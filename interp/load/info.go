package load

import (
	"go/ast"
	"go/types"
	"reflect"
)

// transfer moves what is known of a piece of syntax to one that reads the same.
func transfer(info *types.Info, from, to reflect.Value) {
	switch from.Kind() {
	case reflect.Interface:
		if !from.IsNil() {
			transfer(info, from.Elem(), to.Elem())
		}
	case reflect.Slice:
		for i := range from.Len() {
			transfer(info, from.Index(i), to.Index(i))
		}
	case reflect.Pointer:
		if from.IsNil() || from.Type().Elem().Kind() != reflect.Struct {
			return
		}
		node, ok := from.Interface().(ast.Node)
		if !ok || skipped(node) {
			return
		}
		move(info, node, to.Interface().(ast.Node))
		for i := range from.Elem().NumField() {
			transfer(info, from.Elem().Field(i), to.Elem().Field(i))
		}
	}
}

// skipped reports whether a node carries nothing that the checker finds.
func skipped(n ast.Node) bool {
	switch n.(type) {
	case *ast.CommentGroup, *ast.Comment, *ast.File, *ast.BadDecl, *ast.BadExpr, *ast.BadStmt:
		return true
	}
	return false
}

// move moves what is known of one node.
func move(info *types.Info, from, to ast.Node) {
	if e, ok := from.(ast.Expr); ok {
		if tv, ok := info.Types[e]; ok {
			info.Types[to.(ast.Expr)] = tv
			delete(info.Types, e)
		}
	}
	if s, ok := info.Scopes[from]; ok {
		info.Scopes[to] = s
		delete(info.Scopes, from)
	}
	if obj, ok := info.Implicits[from]; ok {
		info.Implicits[to] = obj
		delete(info.Implicits, from)
	}
	switch from := from.(type) {
	case *ast.Ident:
		to := to.(*ast.Ident)
		rekey(info.Defs, from, to)
		rekey(info.Uses, from, to)
		rekey(info.Instances, from, to)
	case *ast.SelectorExpr:
		rekey(info.Selections, from, to.(*ast.SelectorExpr))
	}
}

// rekey moves what a map has for one key to another.
func rekey[K comparable, V any](m map[K]V, from, to K) {
	if v, ok := m[from]; ok {
		m[to] = v
		delete(m, from)
	}
}

// forget drops what is known of a piece of syntax.
func forget(info *types.Info, root ast.Node) {
	ast.Inspect(root, func(n ast.Node) bool {
		if n == nil {
			return false
		}
		if e, ok := n.(ast.Expr); ok {
			delete(info.Types, e)
		}
		delete(info.Scopes, n)
		delete(info.Implicits, n)
		switch n := n.(type) {
		case *ast.Ident:
			delete(info.Defs, n)
			delete(info.Uses, n)
			delete(info.Instances, n)
		case *ast.SelectorExpr:
			delete(info.Selections, n)
		}
		return true
	})
}

// adopt adds what other knows of a piece of syntax.
func adopt(info, other *types.Info, root ast.Node) {
	ast.Inspect(root, func(n ast.Node) bool {
		if n == nil {
			return false
		}
		if e, ok := n.(ast.Expr); ok {
			if tv, ok := other.Types[e]; ok {
				info.Types[e] = tv
			}
		}
		if s, ok := other.Scopes[n]; ok {
			info.Scopes[n] = s
		}
		if obj, ok := other.Implicits[n]; ok {
			info.Implicits[n] = obj
		}
		switch n := n.(type) {
		case *ast.Ident:
			copyKey(info.Defs, other.Defs, n)
			copyKey(info.Uses, other.Uses, n)
			copyKey(info.Instances, other.Instances, n)
		case *ast.SelectorExpr:
			copyKey(info.Selections, other.Selections, n)
		}
		return true
	})
}

// copyKey copies what a map has for a key.
func copyKey[K comparable, V any](to, from map[K]V, key K) {
	if v, ok := from[key]; ok {
		to[key] = v
	}
}
