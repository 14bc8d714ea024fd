from tarn import driving, dynamodb, equal, keyed_by, refused

TABLE = "py-partiql"

dynamodb.create_table(TableName=TABLE, **keyed_by("id", "N"))


def execute(statement, *parameters, **more):
    if parameters:
        more["Parameters"] = list(parameters)
    return dynamodb.execute_statement(Statement=statement, **more)


with driving("ExecuteStatement"):
    insert = f"INSERT INTO \"{TABLE}\" VALUE {{'id': ?, 'name': ?, 'tags': <<'a', 'b'>>}}"
    for i in range(1, 6):
        execute(insert, {"N": str(i)}, {"S": f"n{i}"})
    with refused(dynamodb.exceptions.DuplicateItemException):
        execute(insert, {"N": "1"}, {"S": "again"})
    found = execute(f'SELECT id, name FROM "{TABLE}" WHERE id IN [2, 3] AND name > ?', {"S": "n2"})
    equal(found["Items"], [{"id": {"N": "3"}, "name": {"S": "n3"}}])
    updated = execute(f"UPDATE \"{TABLE}\" SET name = 'first' WHERE id = 1 RETURNING ALL OLD *")
    equal(updated["Items"][0]["name"], {"S": "n1"})
    execute(f'DELETE FROM "{TABLE}" WHERE id = 5')
    ids = []
    token = {}
    while token is not None:
        page = execute(f'SELECT id FROM "{TABLE}"', Limit=1, **token)
        ids += [int(item["id"]["N"]) for item in page["Items"]]
        token = {"NextToken": page["NextToken"]} if "NextToken" in page else None
    equal(sorted(ids), [1, 2, 3, 4])

with driving("BatchExecuteStatement"):
    answer = dynamodb.batch_execute_statement(
        Statements=[
            {"Statement": f'SELECT name FROM "{TABLE}" WHERE id = 1'},
            {"Statement": 'SELECT name FROM "py-none" WHERE id = 1'},
        ]
    )
    found, missing = answer["Responses"]
    equal(found["Item"], {"name": {"S": "first"}})
    equal(missing["Error"]["Code"], "ResourceNotFound")

with driving("ExecuteTransaction"):
    dynamodb.execute_transaction(
        TransactStatements=[
            {"Statement": f"UPDATE \"{TABLE}\" SET name = 'x' WHERE id = 1"},
            {"Statement": f'DELETE FROM "{TABLE}" WHERE id = ?', "Parameters": [{"N": "2"}]},
        ]
    )
    answer = dynamodb.execute_transaction(
        TransactStatements=[
            {"Statement": f'SELECT name FROM "{TABLE}" WHERE id = {i}'} for i in (1, 2)
        ]
    )
    equal(answer["Responses"], [{"Item": {"name": {"S": "x"}}}, {}])
