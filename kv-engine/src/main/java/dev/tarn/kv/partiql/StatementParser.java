package dev.tarn.kv.partiql;

import dev.tarn.kv.error.DynamoDbException.ValidationException;
import dev.tarn.kv.expression.DocumentPath;
import dev.tarn.kv.partiql.Statement.Change;
import dev.tarn.kv.partiql.Statement.Ordering;
import dev.tarn.kv.partiql.Statement.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads statements.
 *
 * <pre>
 * statement := select | insert | update | delete | 'EXISTS' '(' select ')'
 * select    := 'SELECT' ('*' | path (',' path)*) 'FROM' source where?
 *              ('ORDER' 'BY' name ('ASC' | 'DESC')? (',' …)*)?
 * insert    := 'INSERT' 'INTO' source 'VALUE' value
 * update    := 'UPDATE' source ('SET' path '=' value (',' …)* | 'REMOVE' path (',' path)*)+
 *              where? returning?
 * delete    := 'DELETE' 'FROM' source where? returning?
 * source    := name ('.' name)?
 * where     := 'WHERE' expression
 * returning := 'RETURNING' ('ALL' | 'MODIFIED') ('OLD' | 'NEW') '*'
 * </pre>
 */
final class StatementParser {
  private static final int MAX_SOURCE_COMPONENTS = 2;

  private final TokenStream tokens;
  private final ExpressionParser expressions;

  private StatementParser(TokenStream tokens) {
    this.tokens = tokens;
    this.expressions = new ExpressionParser(tokens);
  }

  /**
   * Reads a statement.
   *
   * @throws ValidationException if it is not well formed
   */
  static PreparedStatement parse(String text) {
    TokenStream tokens = new TokenStream(text);
    Statement statement = new StatementParser(tokens).statement();
    tokens.finish();
    return new PreparedStatement(text, statement, tokens.parameters());
  }

  private Statement statement() {
    if (tokens.acceptKeyword("SELECT")) {
      return select();
    }
    if (tokens.acceptKeyword("INSERT")) {
      return insert();
    }
    if (tokens.acceptKeyword("UPDATE")) {
      return update();
    }
    if (tokens.acceptKeyword("DELETE")) {
      return delete();
    }
    if (tokens.acceptKeyword("EXISTS")) {
      return exists();
    }
    throw Malformed.statement("Expected data manipulation");
  }

  private Statement.Select select() {
    List<DocumentPath> columns = tokens.accept("*") ? List.of() : list(this::column);
    tokens.expectKeyword("FROM");
    Source source = source();
    requireNoAlias();
    return new Statement.Select(source, columns, where(), order());
  }

  private DocumentPath column() {
    DocumentPath path = expressions.path();
    requireNoAlias();
    return path;
  }

  private void requireNoAlias() {
    if (tokens.atKeyword("AS") || tokens.peek().type() == Token.Type.NAME) {
      throw new ValidationException("Aliasing is not supported");
    }
  }

  private Statement insert() {
    tokens.expectKeyword("INTO");
    Source source = source();
    tokens.expectKeyword("VALUE");
    return new Statement.Insert(source, expressions.sum());
  }

  private Statement update() {
    Source source = source();
    List<Change> changes = new ArrayList<>();
    while (tokens.atKeyword("SET") || tokens.atKeyword("REMOVE")) {
      changes.addAll(list(tokens.next().isKeyword("SET") ? this::set : this::remove));
    }
    if (changes.isEmpty()) {
      throw Malformed.statement("Expected data manipulation");
    }
    return new Statement.Update(source, List.copyOf(changes), where(), returning());
  }

  private Change set() {
    DocumentPath path = expressions.path();
    tokens.expect("=");
    return new Change(path, expressions.sum());
  }

  private Change remove() {
    return new Change(expressions.path(), null);
  }

  private Statement delete() {
    tokens.expectKeyword("FROM");
    Source source = source();
    requireNoAlias();
    return new Statement.Delete(source, where(), returning());
  }

  private Statement exists() {
    tokens.expect("(");
    tokens.expectKeyword("SELECT");
    Statement.Select select = select();
    tokens.expect(")");
    return new Statement.Exists(select);
  }

  private Source source() {
    Token.Type type = tokens.peek().type();
    if (type == Token.Type.PARAMETER || type == Token.Type.STRING || type == Token.Type.SYMBOL) {
      throw new ValidationException("Unexpected from source");
    }
    List<String> components = new ArrayList<>();
    do {
      components.add(tokens.name());
    } while (tokens.accept("."));
    if (components.contains("")) {
      throw new ValidationException("Path component cannot be an empty string");
    }
    if (components.size() > MAX_SOURCE_COMPONENTS) {
      throw new ValidationException("A path may contain at most 2 components in the FROM clause");
    }
    return new Source(components.getFirst(), components.size() == 1 ? null : components.getLast());
  }

  private @Nullable Expression where() {
    return tokens.acceptKeyword("WHERE") ? expressions.expression() : null;
  }

  private List<Ordering> order() {
    if (!tokens.acceptKeyword("ORDER")) {
      return List.of();
    }
    tokens.expectKeyword("BY");
    return list(this::ordering);
  }

  private Ordering ordering() {
    String attribute = tokens.name();
    boolean descending = tokens.acceptKeyword("DESC");
    if (!descending) {
      tokens.acceptKeyword("ASC");
    }
    return new Ordering(attribute, descending);
  }

  private Returning returning() {
    if (!tokens.acceptKeyword("RETURNING")) {
      return Returning.NONE;
    }
    boolean all = tokens.acceptKeyword("ALL");
    if (!all) {
      tokens.expectKeyword("MODIFIED");
    }
    boolean old = tokens.acceptKeyword("OLD");
    if (!old) {
      tokens.expectKeyword("NEW");
    }
    tokens.expect("*");
    if (all) {
      return old ? Returning.ALL_OLD : Returning.ALL_NEW;
    }
    return old ? Returning.MODIFIED_OLD : Returning.MODIFIED_NEW;
  }

  private <T> List<T> list(Supplier<T> element) {
    List<T> elements = new ArrayList<>();
    do {
      elements.add(element.get());
    } while (tokens.accept(","));
    return List.copyOf(elements);
  }
}
