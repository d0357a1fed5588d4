-- What a user of Neovim sees and does in "job.yaml", line by line into the file that RESULT names.
local result = io.open(os.getenv("RESULT"), "w")

local function say(name, value)
  result:write(name, " ", vim.fn.json_encode(value), "\n")
  result:flush()
end

local function wait(test)
  if not vim.wait(60000, test, 20) then
    vim.cmd("cquit")
  end
end

local function ask(method, more)
  local params = vim.tbl_extend("force", vim.lsp.util.make_position_params(), more or {})
  for _, answer in pairs(vim.lsp.buf_request_sync(0, method, params, 60000)) do
    return answer.result
  end
end

vim.cmd("edit job.yaml")
wait(function()
  return #vim.diagnostic.get(0) > 0
end)
local found = vim.diagnostic.get(0)[1]
say("finding", found.message)
say("severity", found.severity)

vim.fn.cursor(6, 30)
say("hover", ask("textDocument/hover").contents.value)
local list = ask("textDocument/completion")
say(
  "completion",
  vim.tbl_map(function(item)
    return item.label
  end, list.items or list)
)

wait(function()
  vim.cmd("doautocmd CursorHold")
  return #vim.lsp.codelens.get(0) > 0
end)

vim.ui.select = function(items, options, choose)
  for _, item in ipairs(items) do
    if options.format_item(item):find("^Change to") then
      return choose(item)
    end
  end
end
vim.lsp.buf.code_action()
wait(function()
  return vim.fn.getline(6):find("PreSync")
end)
say("fixed", vim.fn.getline(6))

wait(function()
  vim.cmd("doautocmd CursorHold")
  local lens = vim.lsp.codelens.get(0)[1]
  return lens and lens.command and lens.command.title:find("PreSync")
end)
local lens = vim.lsp.codelens.get(0)[1]
say("lens", lens.command.title)
vim.fn.cursor(lens.range.start.line + 1, 1)
vim.lsp.codelens.run()
local function float()
  for _, window in ipairs(vim.api.nvim_list_wins()) do
    if vim.api.nvim_win_get_config(window).relative ~= "" then
      return window
    end
  end
end
wait(float)
say("plan", table.concat(vim.api.nvim_buf_get_lines(vim.api.nvim_win_get_buf(float()), 0, -1, false), "\n"))

local function run(command)
  vim.api.nvim_win_close(float(), true)
  vim.cmd("Argocd " .. command)
  wait(float)
  return table.concat(vim.api.nvim_buf_get_lines(vim.api.nvim_win_get_buf(float()), 0, -1, false), "\n")
end
say("what-if", run("whatIf question=fail:Job/migrate"))
say("explained", run("explainSync"))
say("moved", run("moveToWave resource=Job/migrate wave=5"))
say("shifted", run("shiftWaves by=2"))
say("text", table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), "\n"))
vim.cmd("qall!")
